namespace GruNotebooks.Kernel.Tests;

/// <summary>What a cell did: why it failed (null if it did not), what it wrote to the error stream, and each thing it showed, by MIME type.</summary>
internal sealed record CellResult(string? Failure, string ErrorText, IReadOnlyList<IReadOnlyDictionary<string, string>> Shown)
{
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    public int Charts => Shown.Count(shown => shown.ContainsKey(PlotlyMimeType));
}
