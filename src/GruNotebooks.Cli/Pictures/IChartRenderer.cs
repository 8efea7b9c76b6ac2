namespace GruNotebooks.Cli.Pictures;

/// <summary>Draws Plotly figures as PNG pictures. One instance serves a whole run; it is called by several notebooks at once.</summary>
internal interface IChartRenderer : IAsyncDisposable
{
    /// <summary>One line on why there are no pictures and what would give them; null while there are.</summary>
    string? WhyNone { get; }

    /// <param name="plotlyJson">A Plotly figure: data, layout, frames.</param>
    /// <param name="width">Width in CSS pixels of a figure whose layout names none.</param>
    /// <param name="height">Height in CSS pixels of a figure whose layout names none.</param>
    /// <param name="cancel">Ends the drawing.</param>
    /// <returns>The bytes of a PNG file, or null where no browser can draw it.</returns>
    Task<byte[]?> DrawAsync(string plotlyJson, int width, int height, CancellationToken cancel);
}
