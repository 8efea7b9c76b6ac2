namespace GruNotebooks.Plots;

/// <summary>The formats of a <see cref="Plot"/>, and with them those of the matrices beside it.</summary>
internal sealed class PlotFormatters() : FormatterSource(
[
    DisplayFormatter.Of<Plot>("application/vnd.plotly.v1+json", p => p.Json),
    DisplayFormatter.Of<Plot>("text/html", p => p.ToHtml()),
    .. MatrixFormatters.All,
]);
