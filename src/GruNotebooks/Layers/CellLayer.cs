using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Layers;

/// <summary>A readable cell where a layer is asked for: to train it or to check it. A hundred times slower than a layer.</summary>
/// <remarks>Its parameters are called as in the equations (Wz, Uz, bz …), one for each gate, and start as copies of the cell's.</remarks>
public sealed class CellLayer : SequenceLayer<double>
{
    private readonly Lock oneAtATime = new();   // the cell has one set of arrays
    private readonly Cell cell;

    /// <summary>Wraps <paramref name="cell"/>, whose arrays follow <see cref="Parameters"/> from now on.</summary>
    public CellLayer(Cell cell)
    {
        this.cell = cell;
        Parameters = [.. cell.Parameters.Tensors.Select(Copy)];
    }

    /// <inheritdoc/>
    public override int InputSize => cell.InputSize;

    /// <inheritdoc/>
    public override int HiddenSize => cell.HiddenSize;

    /// <inheritdoc/>
    public override int OutputSize => cell.HiddenSize;

    /// <inheritdoc/>
    public override int StateLayers => 1;

    /// <inheritdoc/>
    public override bool HasCellState => cell.HasCellState;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<double>> Parameters { get; }

    /// <summary>Kept, but a cell always runs on one thread.</summary>
    public override int Threads { get; set; } = 1;

    /// <inheritdoc/>
    public override CellTape Forward(Sequence<double> x, State<double>? initial = null, int[]? lengths = null, Tape<double>? reuse = null, bool record = true)
    {
        InputChecks.CheckForward(this, x, initial, lengths);
        InputChecks.CheckWeights(Parameters);
        lock (oneAtATime) return ReadSequences(x, initial, lengths);
    }

    /// <inheritdoc/>
    public override InputGradients<double> Backward(
        Tape<double> tape, Sequence<double>? dOutput, State<double>? dFinal = null, int truncate = 0, InputGradients<double>? reuse = null)
    {
        if (tape is not CellTape record || !ReferenceEquals(record.Layer, this))
            throw new ArgumentException($"The tape ({tape?.GetType().Name}) was not recorded by this cell.", nameof(tape));
        InputChecks.CheckBackward(this, record.Output, record.Lengths, dOutput, dFinal, truncate);
        lock (oneAtATime) return Backpropagate(record, dOutput, dFinal, truncate);
    }

    internal override string Description => $"{cell.GetType().Name} {InputSize} → {HiddenSize}, {cell.Options}";

    private CellTape ReadSequences(Sequence<double> x, State<double>? initial, int[]? lengths)
    {
        foreach (var (parameter, tensor) in Parameters.Zip(cell.Parameters.Tensors))
            for (var k = 0; k < parameter.Count; k++) tensor[k / tensor.Columns, k % tensor.Columns] = parameter.Value[k];

        var tape = new CellTape(this, x, lengths);
        for (var b = 0; b < x.Batch; b++)
        {
            var start = initial is null ? cell.ZeroState() : StateOf(initial, b);
            var steps = lengths?[b] ?? x.Steps;
            if (steps > 0) tape.Runs[b] = cell.Unroll([.. Enumerable.Range(0, steps).Select(t => VectorOf(x.Row(t, b)))], start);
            for (var t = 0; t < steps; t++) tape.Runs[b]!.States[t + 1].h.ToArray().CopyTo(tape.Output.Row(t, b));
            Write(tape.Runs[b]?.Final ?? start, tape.Final, b);
        }
        return tape;
    }

    private InputGradients<double> Backpropagate(CellTape record, Sequence<double>? dOutput, State<double>? dFinal, int truncate)
    {
        var x = record.Input;
        var gradients = new InputGradients<double>(new(x.Steps, x.Batch, InputSize), ZeroState(x.Batch), new(x.Steps, x.Batch, HiddenSize));
        var grad = cell.ZeroGradients();
        for (var b = 0; b < x.Batch; b++)
        {
            var final = dFinal is null ? cell.ZeroState() : StateOf(dFinal, b);
            if (record.Runs[b] is not { } run)
            {
                Write(final, gradients.Initial, b);
                continue;
            }
            var dh = Enumerable.Range(0, run.Steps).Select(t => dOutput is null ? null : VectorOf(dOutput.Row(t, b))).ToArray();
            var back = run.Backward(dh, grad, final, truncate);
            for (var t = 0; t < run.Steps; t++)
            {
                back.Inputs[t].ToArray().CopyTo(gradients.Input.Row(t, b));
                back.Hidden[t].ToArray().CopyTo(gradients.Hidden.Row(t, b));
            }
            Write(back.Initial, gradients.Initial, b);
        }
        foreach (var (parameter, tensor) in Parameters.Zip(grad.Tensors))
            for (var k = 0; k < parameter.Count; k++) parameter.Gradient[k] += tensor[k / tensor.Columns, k % tensor.Columns];
        return gradients;
    }

    private static Parameter<double> Copy(CellTensor tensor)
    {
        var parameter = tensor.IsVector ? new Parameter<double>(tensor.Name, tensor.Rows) : new Parameter<double>(tensor.Name, tensor.Rows, tensor.Columns);
        for (var k = 0; k < tensor.Count; k++) parameter.Value[k] = tensor[k / tensor.Columns, k % tensor.Columns];
        return parameter;
    }

    private static CellState StateOf(State<double> state, int b)
    {
        var row = b * state.HiddenSize;
        return new(VectorOf(state.H.AsSpan(row, state.HiddenSize)), state.C is { } c ? VectorOf(c.AsSpan(row, state.HiddenSize)) : null);
    }

    private static void Write(CellState state, State<double> to, int b)
    {
        state.h.ToArray().CopyTo(to.H, b * to.HiddenSize);
        if (to.C is { } c) state.c!.ToArray().CopyTo(c, b * to.HiddenSize);
    }

    private static Vector<double> VectorOf(ReadOnlySpan<double> values) => Vector<double>.Build.Dense(values.ToArray());
}

/// <summary>What a <see cref="CellLayer"/> keeps of a forward pass: the unrolled cell of every sequence.</summary>
public sealed class CellTape : Tape<double>
{
    internal CellTape(CellLayer layer, Sequence<double> input, int[]? lengths)
    {
        (Layer, Input, Runs) = (layer, input, new Unrolled?[input.Batch]);
        Output = new(input.Steps, input.Batch, layer.OutputSize);
        Final = layer.ZeroState(input.Batch);
        Lengths = [.. Enumerable.Range(0, input.Batch).Select(b => lengths?[b] ?? input.Steps)];
    }

    /// <inheritdoc/>
    public override Sequence<double> Input { get; }

    /// <inheritdoc/>
    public override Sequence<double> Output { get; }

    /// <inheritdoc/>
    public override State<double> Final { get; }

    /// <summary>The layer that recorded it; no other may use it.</summary>
    internal CellLayer Layer { get; }

    /// <summary>Steps each sequence really has, [B].</summary>
    internal int[] Lengths { get; }

    /// <summary>The unrolled cell of each sequence, [B]; null for a sequence of length zero.</summary>
    internal Unrolled?[] Runs { get; }

    /// <summary>Never: every pass has a tape of its own.</summary>
    internal override bool Overwrites(Sequence<double> x) => false;
}
