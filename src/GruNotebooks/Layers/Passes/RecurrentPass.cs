using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>What the forward and the backward pass over a batch of sequences share. A pass serves one call at a time; a layer has as many as are called at once.</summary>
internal abstract unsafe class RecurrentPass<T>(RecurrentLayer<T> layer) : IWorkerJob where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double WorthSeveralThreads = 2e6;

    protected RecurrentLayer<T> Layer { get; } = layer;

    protected CellProducts Plan { get; } = layer.Plan;

    protected MatrixProducts<T> Products { get; } = MatrixProducts<T>.Best;

    protected SpinBarrier Barrier { get; } = new();

    /// <summary>I, H, and H rounded up to whole cache lines.</summary>
    protected int I { get; } = layer.InputSize;

    protected int H { get; } = layer.HiddenSize;

    protected int Padded { get; } = AlignedBuffer<T>.Padded(layer.HiddenSize);

    protected RecurrentTape<T> Tape { get; set; } = null!;

    public abstract void DoPart(int part, int parts);

    /// <summary>How many threads a pass of so many multiply-adds is worth.</summary>
    protected int Parts(double multiplyAdds, int most) => PartsWorth(Layer, multiplyAdds, most);

    internal static int PartsWorth(RecurrentLayer<T> layer, double multiplyAdds, int most) => multiplyAdds < WorthSeveralThreads ? 1
        : Math.Min(Math.Min(layer.Threads == 0 ? Environment.ProcessorCount : layer.Threads, WorkerPool.MostThreads), most);

    /// <summary>One for each weight, step and sequence.</summary>
    protected double MultiplyAdds => (double)Tape.Steps * Tape.Batch * Layer.Kind.ProductsPerStep(I, H);

    /// <summary>The share of one part in <paramref name="count"/> things, in whole units.</summary>
    internal static (int From, int To) Share(int count, int unit, int part, int parts)
    {
        var units = (count + unit - 1) / unit;
        return (Math.Min(count, (int)((long)units * part / parts) * unit), Math.Min(count, (int)((long)units * (part + 1) / parts) * unit));
    }

    /// <summary>The end of the run of sequences that begins at <paramref name="b"/>, all of which have or all of which lack a step t.</summary>
    protected int RunEnd(int t, int b, int end)
    {
        if (Tape.AllWhole) return end;
        var active = t < Tape.Lengths[b];
        while (b < end && t < Tape.Lengths[b] == active) b++;
        return b;
    }
}
