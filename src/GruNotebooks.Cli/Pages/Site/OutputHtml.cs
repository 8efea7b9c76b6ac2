using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>What a cell gave, as HTML: charts, tables, pictures, listings, printed text.</summary>
/// <param name="keepPicture">Puts a PNG into the site and gives its address.</param>
internal sealed partial class OutputHtml(Func<byte[], string> keepPicture)
{
    public string Of(NotebookCell cell)
    {
        var html = new StringBuilder();
        foreach (var output in cell.Outputs)
        {
            html.Append(output?["output_type"]?.ToString() switch
            {
                "stream" => Printed(MultilineText.Read(output["text"]), "printed"),
                "error" => Printed($"{output["ename"]}: {output["evalue"]}", "failed"),
                _ => Shown(output, cell.Id),
            });
        }
        return html.ToString();
    }

    private string Shown(JsonNode? output, string cellId)
    {
        if (NotebookChart.In(output, cellId) is { } chart)
            return chart.ToHtml(chart.Png is null ? null : keepPicture(chart.Png)) + "\n";
        var data = output?["data"];
        var (rich, plain) = (MultilineText.Read(data?["text/html"]), MultilineText.Read(data?["text/plain"]));
        if (rich.Contains("class=\"language-csharp\"", StringComparison.Ordinal) && plain.Length > 0)
            return CSharpHtml.Block(plain, "C# source of the library");
        if (rich.Length > 0) return $"<div class=\"wide\" tabindex=\"0\">{rich}</div>\n";
        if (MultilineText.Read(data?["image/png"]) is { Length: > 0 } base64)
            return $"<img src=\"{keepPicture(Convert.FromBase64String(base64))}\" alt=\"{WebUtility.HtmlEncode(output!["metadata"]?["image/png"]?["alt"]?.ToString() ?? "")}\">\n";
        // As a picture and not as markup: its ids stay its own, and nothing in it can run.
        if (MultilineText.Read(data?["image/svg+xml"]) is { Length: > 0 } svg)
            return $"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\" alt=\"{WebUtility.HtmlEncode(plain.Trim())}\">\n";
        return Printed(plain, "printed");
    }

    private static string Printed(string text, string kind) =>
        text.Trim().Length == 0 ? "" : $"<pre class=\"{kind}\" tabindex=\"0\">{WebUtility.HtmlEncode(TerminalColours().Replace(text, "").TrimEnd())}</pre>\n";

    [GeneratedRegex(@"\x1B\[[0-9;]*m")]
    private static partial Regex TerminalColours();
}
