namespace GruNotebooks.Cli.Pictures;

/// <summary>For a machine without a browser: committed pictures are all there is.</summary>
internal sealed class NoPictures : IPictures
{
    public Task<byte[]?> DrawAsync(string plotlyJson, int width, int height, CancellationToken cancel) => Task.FromResult<byte[]?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
