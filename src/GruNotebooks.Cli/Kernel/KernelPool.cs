namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// Kernels for the notebooks of a run. Starting one takes two seconds of a processor, so the next is started ahead, when it disturbs nothing: while the notebook before draws
/// its pictures and is compared.
/// </summary>
internal sealed class KernelPool(int notebooks) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<KernelProcess> ahead = new();
    private int started;

    /// <summary>A kernel for a notebook's cells; whoever takes it disposes it.</summary>
    /// <param name="folder">The notebook's.</param>
    /// <param name="packageSources">Feeds beside the user's.</param>
    public KernelProcess Take(string folder, IReadOnlyList<string> packageSources)
    {
        KernelProcess kernel;
        lock (gate)
        {
            if (!ahead.TryDequeue(out kernel!)) kernel = Start();
        }
        kernel.Serve(folder, packageSources);
        return kernel;
    }

    /// <summary>Starts one more, if there are notebooks left for it.</summary>
    public void StartAhead()
    {
        lock (gate)
        {
            if (started < notebooks && ahead.Count == 0) ahead.Enqueue(Start());
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (ahead.TryDequeue(out var unused)) await unused.DisposeAsync();
    }

    private KernelProcess Start()
    {
        started++;
        return new KernelProcess();
    }
}
