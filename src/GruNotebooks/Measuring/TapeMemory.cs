using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Measuring;

/// <summary>What training must remember of each step until the backward pass comes.</summary>
public static class TapeMemory
{
    /// <summary>Numbers a step that no backward pass can do without: h for an RNN; z, r, h̃ and h for a GRU; i, f, g, o, c and h for an LSTM.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public static long NumbersPerStep(CellKind kind, int hiddenSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        return (long)kind.TapePerUnit * hiddenSize;
    }

    /// <summary>Bytes that this library's tape really takes for each step of each sequence: measured, not computed.</summary>
    /// <remarks>What the runtime says it has allocated for a pass with a new tape, less the same for a pass of half the steps, divided by the
    /// steps and sequences more: what a tape takes once, whatever its length, does not count.</remarks>
    /// <param name="layer">Any recurrent layer.</param>
    /// <param name="batch">B.</param>
    public static double MeasuredBytesPerStep<T>(SequenceLayer<T> layer, int batch = 16) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int steps = 128;
        var threads = layer.Threads;
        try
        {
            layer.Threads = 1;   // the runtime counts for each thread
            var (x, longer) = (new Sequence<T>(steps, batch, layer.InputSize), new Sequence<T>(2 * steps, batch, layer.InputSize));
            layer.Forward(longer);   // what is kept from pass to pass is allocated here
            return (double)(Allocation.Of(() => layer.Forward(longer)) - Allocation.Of(() => layer.Forward(x))) / (steps * batch);
        }
        finally
        {
            layer.Threads = threads;
        }
    }
}
