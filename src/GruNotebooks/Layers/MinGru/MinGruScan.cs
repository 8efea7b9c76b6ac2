using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>
/// The states of a minGRU by a scan over time: h' = a ⊙ h + b with a = z, or 2z − 1, and b = (1 − z) ⊙ h~, and two such steps are one:
/// (a₂, b₂) ∘ (a₁, b₁) = (a₂ ⊙ a₁, a₂ ⊙ b₁ + b₂).
/// </summary>
/// <remarks>
/// Threads share the time: each composes the steps of its chunks, one goes from chunk to chunk, then each applies its steps to the state before its
/// chunk. A chunk has always as many steps, so the bits do not depend on the threads.
/// </remarks>
internal sealed unsafe class MinGruScan<T>(MinGru<T> layer) : IWorkerJob where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkSteps = 64;

    private readonly MatrixProducts<T> products = MatrixProducts<T>.Best;
    private readonly MinGruGates<T> gates = layer.Gates;
    private readonly PackedGateColumns<T> weights = new(layer.W, layer.Plan.InputGates, layer.HiddenSize);
    private readonly SpinBarrier barrier = new();
    private readonly AlignedBuffer<T> bias = new(), steps = new(), starts = new();
    private readonly int I = layer.InputSize, H = layer.HiddenSize, padded = AlignedBuffer<T>.Padded(layer.HiddenSize);
    private readonly int row = AlignedBuffer<T>.OddLines(2 * AlignedBuffer<T>.Padded(layer.HiddenSize));
    private int stepCount, batch, chunks;
    private T* x, output;

    /// <summary>All states after the sequences' steps, [T, B, H].</summary>
    public void Run(Sequence<T> input, State<T>? initial, Sequence<T> states)
    {
        (stepCount, batch) = (input.Steps, input.Batch);
        chunks = (stepCount + ChunkSteps - 1) / ChunkSteps;
        weights.Shape(MatrixProducts<T>.TileVectors);
        bias.Reserve(2L * padded);
        for (var block = 0; block < 2; block++)
            layer.B.Value.AsSpan(layer.Plan.InputGates[block] * H, H).CopyTo(bias.Span[(block * padded)..]);
        steps.Reserve((long)stepCount * batch * row);
        starts.Reserve((long)(chunks + 1) * batch * padded);
        for (var b = 0; b < batch; b++)
            PaddedRow.Set(initial is null ? default : initial.H.AsSpan(b * H, H), Start(0)[b], H);
        fixed (T* pinnedX = input.Data, pinnedOutput = states.Data)
        {
            x = pinnedX;
            output = pinnedOutput;
            WorkerPool.RunParts(this, RecurrentPass<T>.PartsWorth(layer, (double)stepCount * batch * layer.Kind.ProductsPerStep(I, H), int.MaxValue));
        }
    }

    public void DoPart(int part, int parts)
    {
        var (fromColumn, toColumn) = RecurrentPass<T>.Share(weights.Columns, AlignedBuffer<T>.LineLength, part, parts);
        weights.Pack(fromColumn, toColumn);
        barrier.Wait(parts);
        var (from, to) = RecurrentPass<T>.Share(chunks, 1, part, parts);
        for (var chunk = from; chunk < to; chunk++) ComposeChunk(chunk);
        barrier.Wait(parts);
        if (part == 0)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
                gates.Apply(Steps(End(chunk) - 1), Start(chunk), Start(chunk + 1), padded, batch);
        }

        barrier.Wait(parts);
        for (var t = from * ChunkSteps; t < Math.Min(stepCount, to * ChunkSteps); t++)
        {
            // The states take the place of the steps' b.
            gates.Apply(Steps(t), Start(t / ChunkSteps), Steps(t), padded, batch);
            PaddedRow.Get(Steps(t), H, new Span<T>(output + ((nint)t * batch * H), batch * H));
        }
    }

    /// <summary>The gates of a chunk, (1) and (2), then each step of it after those before.</summary>
    private void ComposeChunk(int chunk)
    {
        var (first, end) = (chunk * ChunkSteps, End(chunk));
        products.Multiply(
            new Operand<T>(x + ((nint)first * batch * I), I), weights.Panels, new Operand<T>(bias.Pointer, 0), new Operand<T>(Steps(first)[0], row), (end - first) * batch);
        gates.Coefficients(Steps(first), padded, (end - first) * batch);
        for (var t = first + 1; t < end; t++) gates.Compose(Steps(t - 1), Steps(t), padded, batch);
    }

    private int End(int chunk) => Math.Min(stepCount, (chunk + 1) * ChunkSteps);

    /// <summary>The steps (b, a) of all sequences at step t, [B, row].</summary>
    private Rows<T> Steps(int t) => new(steps.Pointer + ((nint)t * batch * row), row);

    /// <summary>The states before a chunk, [B, padded H].</summary>
    private Rows<T> Start(int chunk) => new(starts.Pointer + ((nint)chunk * batch * padded), padded);
}
