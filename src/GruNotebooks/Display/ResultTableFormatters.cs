namespace GruNotebooks.Display;

/// <summary>The formats of a <see cref="ResultTable"/>, and with them those of matrices and lists of records.</summary>
internal sealed class ResultTableFormatters() : FormatterSource(
[
    DisplayFormatter.Of<ResultTable>("text/html", t => t.ToHtml()),
    DisplayFormatter.Of<ResultTable>("text/plain", t => t.ToString()),
    .. TableFormatters.All,
]);
