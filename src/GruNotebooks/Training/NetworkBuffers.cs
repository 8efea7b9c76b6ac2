using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>The buffers of a network for batches of one shape.</summary>
internal sealed class NetworkBuffers<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Sequence<T>? lastHidden;    // [1, B, H], only where the last step is read
    private readonly int[] lastStep;             // [B]

    public NetworkBuffers(int steps, int batch, int hidden, int outputs, Readout readout)
    {
        int answers = readout == Readout.LastStep ? 1 : steps;
        lastHidden = readout == Readout.LastStep ? new(1, batch, hidden) : null;
        lastStep = new int[batch];
        Array.Fill(lastStep, steps - 1);
        Output = new(answers, batch, outputs);
        OutputGradient = new(answers, batch, outputs);
        ReadGradient = new(answers, batch, hidden);
        HiddenGradient = readout == Readout.LastStep ? new(steps, batch, hidden) : ReadGradient;
    }

    public Tape<T>? Tape { get; set; }

    /// <summary>What the head reads, [S, B, H].</summary>
    public Sequence<T> Read => lastHidden ?? Tape!.Output;

    public Sequence<T> Output { get; }

    public Sequence<T> OutputGradient { get; }

    /// <summary>∂loss/∂what the head reads, [S, B, H].</summary>
    public Sequence<T> ReadGradient { get; }

    /// <summary>∂loss/∂h, [T, B, H]: zero except at the steps that are read.</summary>
    public Sequence<T> HiddenGradient { get; }

    public InputGradients<T>? InputGradients { get; set; }

    /// <summary>Steps each sequence of the latest pass really has, [B]; null for all, and where the last step alone is read.</summary>
    public int[]? Lengths { get; private set; }

    /// <summary>Copies the lengths of a pass, which the caller may change before the backward pass.</summary>
    public void Keep(int[]? lengths) => Lengths = lengths is null || lastHidden is not null ? null : Kept(lengths);

    /// <summary>A gradient of the answers with zeros past the ends of the sequences, where nothing was answered: itself where it has them.</summary>
    public Sequence<T> WithoutPadding(Sequence<T> dOutput)
    {
        if (Lengths is null || dOutput.Steps != Output.Steps || dOutput.Batch != Output.Batch) return dOutput;
        Sequence<T>? copy = null;
        for (int t = 0; t < dOutput.Steps; t++)
        {
            for (int b = 0; b < dOutput.Batch; b++)
            {
                if (t < Lengths[b] || !dOutput.Row(t, b).ContainsAnyExcept(T.Zero)) continue;
                copy ??= new(dOutput.Steps, dOutput.Batch, dOutput.Features, (T[])dOutput.Data.Clone());
                copy.Row(t, b).Clear();
            }
        }
        return copy ?? dOutput;
    }

    private int[] Kept(int[] lengths)
    {
        var kept = Lengths ?? new int[lengths.Length];
        lengths.CopyTo(kept, 0);
        return kept;
    }

    /// <summary>Copies the hidden state at the last step of each sequence to where the head reads it.</summary>
    public void GatherLast(int[]? lengths)
    {
        for (int b = 0; b < lastStep.Length; b++)
        {
            int last = (lengths?[b] ?? HiddenGradient.Steps) - 1;
            if (last < 0) throw new ArgumentException($"Sequence {b} has no step, so it has no last one to answer after.", nameof(lengths));
            if (last != lastStep[b]) HiddenGradient.Row(lastStep[b], b).Clear();
            lastStep[b] = last;
            Tape!.Output.Row(last, b).CopyTo(lastHidden!.Row(0, b));
        }
    }

    /// <summary>Copies the gradient of what the head read back to those steps.</summary>
    public void ScatterLast()
    {
        for (int b = 0; b < lastStep.Length; b++) ReadGradient.Row(0, b).CopyTo(HiddenGradient.Row(lastStep[b], b));
    }
}
