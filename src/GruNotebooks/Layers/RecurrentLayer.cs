using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>One recurrent layer in one direction: what RNN, LSTM and GRU have in common.</summary>
/// <remarks>
/// W is [G·H, I], U is [G·H, H], b is [G·H], and with <see cref="BiasScheme.TwoPerGate"/> bU is [G·H] beside U. Rows go gate by gate in
/// the order of <see cref="GateNames"/>. Every number starts uniform on ±1/√H, drawn in the order of <see cref="Parameters"/>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class RecurrentLayer<T> : SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected RecurrentLayer(int inputSize, int hiddenSize, string gateNames, BiasScheme bias, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"A layer computes in float or double, not in {typeof(T).Name}.");
        (InputSize, HiddenSize, GateNames, Bias) = (inputSize, hiddenSize, gateNames, bias);
        var rows = gateNames.Length * hiddenSize;
        W = new Parameter<T>("W", rows, inputSize);
        U = new Parameter<T>("U", rows, hiddenSize);
        B = new Parameter<T>("b", rows);
        BU = bias == BiasScheme.TwoPerGate ? new Parameter<T>("bU", rows) : null;
        Parameters = BU is null ? [W, U, B] : [W, U, B, BU];
        Initialise.Uniform(this, seed);
    }

    /// <inheritdoc/>
    public override int InputSize { get; }

    /// <inheritdoc/>
    public override int HiddenSize { get; }

    /// <inheritdoc/>
    public override int OutputSize => HiddenSize;

    /// <inheritdoc/>
    public override int StateLayers => 1;

    /// <inheritdoc/>
    public override bool HasCellState => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The gates' letters in the order of the parameters' rows: h (RNN), i f g o (LSTM), z r h (GRU).</summary>
    public string GateNames { get; }

    /// <summary>One bias a gate, or two.</summary>
    public BiasScheme Bias { get; }

    /// <summary>Input weights, [G·H, I].</summary>
    internal Parameter<T> W { get; }

    /// <summary>Recurrent weights, [G·H, H].</summary>
    internal Parameter<T> U { get; }

    /// <summary>The bias beside W, [G·H].</summary>
    internal Parameter<T> B { get; }

    /// <summary>The bias beside U, [G·H], with two biases a gate.</summary>
    internal Parameter<T>? BU { get; }

    /// <summary>The rows of one gate, by parameter and letter: "Wz", "Uf", "bo", "bUr".</summary>
    /// <exception cref="ArgumentException">The layer has no such gate or parameter.</exception>
    public GateParameter<T> Gate(string name)
    {
        var gate = name.Length > 0 ? GateNames.IndexOf(name[^1], StringComparison.Ordinal) : -1;
        var whole = gate < 0 ? null : Parameters.FirstOrDefault(parameter => name.AsSpan(0, name.Length - 1).SequenceEqual(parameter.Name));
        return whole is not null ? new GateParameter<T>(name, whole, gate, HiddenSize) : throw new ArgumentException(
            $"No gate parameter '{name}': this layer has {string.Join(", ", Parameters.Select(p => p.Name))}, each followed by one of {string.Join(", ", GateNames.ToArray())}.", nameof(name));
    }

    /// <inheritdoc/>
    public override InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null)
    {
        var record = Owned(tape);
        var x = record.Input;
        Inputs.CheckBackward(this, record.Output, dOutput, dFinal, truncate);
        var gradients = Inputs.Fits(reuse, this, x) ? reuse! : new InputGradients<T>(
            new Sequence<T>(x.Steps, x.Batch, InputSize), new State<T>(1, x.Batch, HiddenSize, HasCellState), new Sequence<T>(x.Steps, x.Batch, HiddenSize));
        Array.Clear(gradients.Input.Data);
        Array.Clear(gradients.Hidden.Data);
        var (dh, dc) = (gradients.Initial.H, gradients.Initial.C);
        Array.Clear(dh);
        dFinal?.H.CopyTo(dh, 0);
        if (dc is not null)
        {
            Array.Clear(dc);
            dFinal?.C?.CopyTo(dc, 0);
        }

        var sums = Parameters.Select(parameter => new T[parameter.Count]).ToArray();
        for (var t = x.Steps - 1; t >= 0; t--)
        {
            for (var b = x.Batch - 1; b >= 0; b--)
            {
                if (t >= record.Lengths[b]) continue;
                var dhRow = dh.AsSpan(b * HiddenSize, HiddenSize);
                if (dOutput is not null) Plain.Add(dOutput.Row(t, b), dhRow);
                dhRow.CopyTo(gradients.Hidden.Row(t, b));
                BackwardRow(record, t, b, dhRow, dc is null ? [] : dc.AsSpan(b * HiddenSize, HiddenSize), gradients.Input.Row(t, b), sums);
                if (truncate > 0 && t > 0 && t % truncate == 0)
                {
                    dhRow.Clear();
                    if (dc is not null) dc.AsSpan(b * HiddenSize, HiddenSize).Clear();
                }
            }
        }

        for (var i = 0; i < sums.Length; i++) Plain.Add(sums[i], Parameters[i].Gradient);
        return gradients;
    }

    private protected abstract RecurrentTape<T> Owned(Tape<T> tape);

    /// <summary>One step of one sequence: from h before step t to h after it, leaving the gates on the tape.</summary>
    private protected abstract void ForwardRow(RecurrentTape<T> tape, int t, int b);

    /// <summary>∂ of one step of one sequence; on entry dh is ∂loss/∂h after the step, on return before it.</summary>
    private protected abstract void BackwardRow(RecurrentTape<T> tape, int t, int b, Span<T> dh, Span<T> dc, Span<T> dx, T[][] sums);

    private protected TTape Run<TTape>(TTape tape, Sequence<T> x, State<T>? initial, int[]? lengths) where TTape : RecurrentTape<T>
    {
        tape.Read = x;
        for (var b = 0; b < x.Batch; b++) tape.Lengths[b] = lengths?[b] ?? x.Steps;
        tape.Hidden.AsSpan(0, x.Batch * HiddenSize).Clear();
        initial?.H.CopyTo(tape.Hidden, 0);
        if (HasCellState)
        {
            tape.Cell.AsSpan(0, x.Batch * HiddenSize).Clear();
            initial?.C?.CopyTo(tape.Cell, 0);
        }

        for (var t = 0; t < x.Steps; t++)
        {
            for (var b = 0; b < x.Batch; b++)
            {
                if (t < tape.Lengths[b])
                {
                    ForwardRow(tape, t, b);
                    tape.HiddenBefore(t + 1, b).CopyTo(tape.Output.Row(t, b));
                    continue;
                }

                tape.HiddenBefore(t, b).CopyTo(tape.HiddenBefore(t + 1, b));
                if (HasCellState) tape.CellBefore(t, b).CopyTo(tape.CellBefore(t + 1, b));
                tape.GateRow(t, b).Clear();
                tape.Output.Row(t, b).Clear();
            }
        }

        tape.Hidden.AsSpan(x.Steps * x.Batch * HiddenSize).CopyTo(tape.Final.H);
        if (tape.Final.C is { } c) tape.Cell.AsSpan(x.Steps * x.Batch * HiddenSize).CopyTo(c);
        return tape;
    }

    /// <summary>
    /// Sends the gradient of the pre-activations of gates <paramref name="gate"/>, <paramref name="gate"/> + 1, … to weights, inputs and state:
    /// da is that of W x + b, du that of U operand + bU.
    /// </summary>
    private protected void Spread(ReadOnlySpan<T> da, ReadOnlySpan<T> du, ReadOnlySpan<T> x, ReadOnlySpan<T> operand, Span<T> dx, Span<T> dOperand, T[][] sums, int gate)
    {
        for (var i = 0; i < da.Length; i++)
        {
            var n = (gate * HiddenSize) + i;
            Plain.AddScaled(da[i], W.Value.AsSpan(n * InputSize, InputSize), dx);
            Plain.AddScaled(du[i], U.Value.AsSpan(n * HiddenSize, HiddenSize), dOperand);
            Plain.AddScaled(da[i], x, sums[0].AsSpan(n * InputSize, InputSize));
            Plain.AddScaled(du[i], operand, sums[1].AsSpan(n * HiddenSize, HiddenSize));
            sums[2][n] += da[i];
            if (BU is not null) sums[3][n] += du[i];
        }
    }

    /// <summary>b + W x (+ bU) + U h for row n of all gates: one chain of fused multiply-adds, in this order.</summary>
    private protected T PreActivation(int n, ReadOnlySpan<T> x, ReadOnlySpan<T> h)
    {
        var sum = BU is null ? B.Value[n] : B.Value[n] + BU.Value[n];
        return Plain.Dot(U.Value, n, h, Plain.Dot(W.Value, n, x, sum));
    }
}
