using System.Net;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>What a reader sees below a cell.</summary>
internal static partial class CellText
{
    /// <summary>All of a code cell's outputs as text; cells count from 1, as execution counts do.</summary>
    public static string Text(this Notebook notebook, int cell) =>
        string.Concat(notebook.NumberedCodeCells.ElementAt(cell - 1).Cell.Outputs.Select(output =>
            MultilineText.Read(output!["text"]) + Shown(output["data"]) + MultilineText.Read(output["evalue"])));

    /// <summary>Text where there is any; otherwise what the page of the kernel's HTML says.</summary>
    private static string Shown(System.Text.Json.Nodes.JsonNode? data) =>
        data?[MimeType.Plain] is { } plain ? MultilineText.Read(plain) : WebUtility.HtmlDecode(Markup().Replace(MultilineText.Read(data?[MimeType.Html]), ""));

    [GeneratedRegex("<style>.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();
}
