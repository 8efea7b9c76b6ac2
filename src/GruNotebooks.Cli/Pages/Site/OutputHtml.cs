using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>What a cell gave, as HTML: charts, tables, drawings, pictures, listings, printed text. Nothing of it can run.</summary>
/// <param name="keepPicture">Puts a picture into the site, by its bytes and the ending of its name, and gives its address.</param>
/// <param name="link">Gives a link's address on the site; null for what the site does not have.</param>
/// <param name="code">Shows C#.</param>
internal sealed partial class OutputHtml(Func<byte[], string, string> keepPicture, Func<string, string?> link, Func<string, string, string> code)
{
    public string Of(NotebookCell cell)
    {
        var html = new StringBuilder();
        foreach (var output in cell.Outputs.OfType<JsonObject>())
        {
            html.Append(output["output_type"]?.ToString() switch
            {
                "stream" => Printed(MultilineText.Read(output["text"]), "printed"),
                "error" => Printed($"{output["ename"]}: {output["evalue"]}", "failed"),
                _ => Shown(output, cell.Id),
            });
        }
        return html.ToString();
    }

    private string Shown(JsonObject output, string cellId)
    {
        if (NotebookChart.In(output, cellId) is { } chart)
            return chart.ToHtml(chart.Png is null ? null : keepPicture(chart.Png, ".png")) + "\n";
        var data = output["data"] as JsonObject;
        var (rich, plain) = (MultilineText.Read(data?["text/html"]), MultilineText.Read(data?["text/plain"]));
        if (rich.Contains("class=\"language-csharp\"", StringComparison.Ordinal) && plain.Length > 0)
            return code(plain, "C# source of the library");
        if (rich.Length > 0 && SafeHtml.Of(rich, link) is { Length: > 0 } safe && safe.Trim().Length > 0)
            return $"<div class=\"wide\" tabindex=\"0\">{safe}</div>\n";
        if (MultilineText.Read(data?["image/svg+xml"]) is { Length: > 0 } svg && SafeSvg.Of(svg) is { } drawing)
            return Picture(keepPicture(Encoding.UTF8.GetBytes(drawing), ".svg"), output, "image/svg+xml");
        if (NotebookChart.Bytes(data?["image/png"]) is { } png)
            return Picture(keepPicture(png, ".png"), output, "image/png");
        return Printed(plain, "printed");
    }

    private static string Picture(string address, JsonObject output, string kind) =>
        $"<img src=\"{address}\" alt=\"{WebUtility.HtmlEncode(NotebookChart.AltOf(output, kind) ?? "")}\" loading=\"lazy\">\n";

    private static string Printed(string text, string kind) =>
        text.Trim().Length == 0 ? "" : $"<pre class=\"{kind}\" tabindex=\"0\">{WebUtility.HtmlEncode(TerminalColours().Replace(text, "").TrimEnd())}</pre>\n";

    [GeneratedRegex(@"\x1B\[[0-9;]*m")]
    private static partial Regex TerminalColours();
}
