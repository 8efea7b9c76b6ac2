using GruNotebooks.Display;

namespace GruNotebooks.Charts;

/// <summary>The formats of a <see cref="Plot"/>, and with them those of the matrices beside it.</summary>
internal sealed class PlotFormatters() : FormatterSource(
[
    DisplayFormatter.Of<Plot>(FrontEnd.Plotly, p => p.Json),
    DisplayFormatter.Of<Plot>("text/html", p => p.ToHtml()),
    .. MatrixFormatters.All,
]);
