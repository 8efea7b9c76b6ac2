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

    /// <summary>Copies the hidden state at the last step of each sequence to where the head reads it.</summary>
    public void GatherLast(int[]? lengths)
    {
        for (int b = 0; b < lastStep.Length; b++)
        {
            int last = (lengths?[b] ?? HiddenGradient.Steps) - 1;
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
