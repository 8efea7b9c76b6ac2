using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>What a <see cref="CellLayer"/> keeps of a forward pass: the unrolled cell of every sequence.</summary>
public sealed class CellTape : Tape<double>
{
    internal CellTape(Sequence<double> input, int outputSize, State<double> final) =>
        (Input, Output, Final, Runs) = (input, new(input.Steps, input.Batch, outputSize), final, new Unrolled?[input.Batch]);

    /// <inheritdoc/>
    public override Sequence<double> Input { get; }

    /// <inheritdoc/>
    public override Sequence<double> Output { get; }

    /// <inheritdoc/>
    public override State<double> Final { get; }

    /// <summary>The unrolled cell of each sequence, [B]; null for a sequence of length zero.</summary>
    internal Unrolled?[] Runs { get; }
}
