using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages;

/// <summary>A chart among a notebook's outputs: its figure, its picture where there is one, and what it shows.</summary>
internal sealed partial record NotebookChart(JsonNode Figure, byte[]? Png, string Alt, string CellId)
{
    /// <summary>The chart's title without the note below it.</summary>
    public string Heading => Figure["layout"]?["title"]?["text"]?.ToString() is { } text
        ? Tags().Replace(text.Split("<span")[0].Replace("<br>", " ", StringComparison.Ordinal), "").Trim() : "";

    /// <summary>Pixels on the page, so that it does not jump while pictures load.</summary>
    private (int Width, int Height) Size => (Pixels("width", 720), Pixels("height", 420));

    /// <summary>The chart in an output; null where the output is none.</summary>
    public static NotebookChart? In(JsonNode? output, string cellId)
    {
        if (output?["data"]?[MimeType.Plotly] is not JsonObject figure) return null;
        var png = MultilineText.Read(output["data"]!["image/png"]) is { Length: > 0 } base64 ? Convert.FromBase64String(base64) : null;
        return new NotebookChart(figure, png, output["metadata"]?["image/png"]?["alt"]?.ToString() ?? "A chart without a description.", cellId);
    }

    public static IEnumerable<NotebookChart> Of(Notebook notebook) =>
        from cell in notebook.Cells
        where cell.IsCode
        from output in cell.Outputs
        let chart = In(output, cell.Id)
        where chart is not null
        select chart;

    /// <summary>The picture and its numbers, with the figure beside them for page.js.</summary>
    /// <param name="picture">Where the page finds the picture; null where there is none.</param>
    public string ToHtml(string? picture)
    {
        var alt = WebUtility.HtmlEncode(Alt);
        var shown = picture is null ? "" : $"<img src=\"{picture}\" width=\"{Size.Width}\" height=\"{Size.Height}\" loading=\"lazy\" alt=\"{alt}\">";
        return $"<figure class=\"chart\" data-alt=\"{alt}\"><div class=\"surface\">{shown}</div><figcaption>{alt}{PlotHtml.Details(Figure)}</figcaption>"
            + $"<script type=\"application/json\">{PlotHtml.InScript(Figure.ToJsonString())}</script></figure>";
    }

    private int Pixels(string name, int otherwise) => Figure["layout"]?[name] is JsonValue v && v.TryGetValue(out double pixels) ? (int)pixels : otherwise;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
