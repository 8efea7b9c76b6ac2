using System.Net;
using System.Text.Json.Nodes;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages;

/// <summary>A chart among a notebook's outputs: its figure, its picture where there is one, and what it shows.</summary>
internal sealed record NotebookChart(JsonNode Figure, byte[]? Png, string Alt, string CellId)
{
    /// <summary>The chart's title without the note below it.</summary>
    public string Heading => Figure.Member("layout").Member("title").Member("text").Text() is { } text ? PlotTable.Plain(text) : "";

    /// <summary>Pixels on the page, so that it does not jump while pictures load.</summary>
    private (int Width, int Height) Size => (Pixels("width", 720), Pixels("height", 420));

    /// <summary>The chart in an output; null where the output is none.</summary>
    public static NotebookChart? In(JsonNode? output, string cellId)
    {
        if (output.Member("data").Member(MimeType.Plotly) is not JsonObject figure) return null;
        return new NotebookChart(figure, Bytes(output.Member("data").Member(MimeType.Png)), AltOf(output, MimeType.Png) ?? "A chart without a description.", cellId);
    }

    /// <summary>What an output says in words; null where it says nothing.</summary>
    public static string? AltOf(JsonNode? output, string kind) => output.Member("metadata").Member(kind).Member("alt").Text();

    /// <summary>The bytes of a picture in base 64; null for what is none: no picture is better than no page.</summary>
    public static byte[]? Bytes(JsonNode? base64)
    {
        var text = MultilineText.Read(base64);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count > 0 ? bytes[..count] : null;
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
        return $"<figure class=\"chart\" data-alt=\"{alt}\"><div class=\"surface\">{shown}</div><figcaption>{alt}{Numbers()}</figcaption>"
            + $"<script type=\"application/json\">{PlotHtml.InScript(Figure.ToJsonString())}</script></figure>";
    }

    /// <summary>The chart's numbers; nothing for a figure of another shape than charts have, which plotly.js would not draw either.</summary>
    private string Numbers()
    {
        try
        {
            return PlotHtml.Details(Figure, Alt);
        }
        catch (Exception odd) when (odd is InvalidOperationException or InvalidCastException or ArgumentException or NullReferenceException)
        {
            return "";
        }
    }

    private int Pixels(string name, int otherwise) => Figure.Member("layout").Member(name) is JsonValue v && v.TryGetValue(out double pixels) ? (int)pixels : otherwise;
}
