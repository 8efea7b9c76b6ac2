namespace GruNotebooks.Cli.Pictures;

/// <summary>For a machine that cannot draw: committed pictures are all there is.</summary>
internal sealed class NoRenderer(string why) : IChartRenderer
{
    public string? WhyNone => why;

    public Task<byte[]?> DrawAsync(string plotlyJson, int width, int height, CancellationToken cancel) => Task.FromResult<byte[]?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
