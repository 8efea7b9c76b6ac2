using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Measuring;

/// <summary>The memory that training keeps per step for the backward pass.</summary>
public static class TapeMemory
{
    /// <summary>The numbers per step that a backward pass needs: h for an RNN; z, r, h̃ and h for a GRU; i, f, g, o, c and h for an LSTM.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public static long NumbersPerStep(CellKind kind, int hiddenSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        return (long)kind.TapePerUnit * hiddenSize;
    }

    /// <summary>The bytes per step and sequence that this library's tape takes, measured.</summary>
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
