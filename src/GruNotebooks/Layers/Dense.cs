using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>y = W x + b at every step: the head that turns states into predictions.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Dense<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TileRows = 256;

    private readonly MatrixProducts<T> products = MatrixProducts<T>.Best;
    private readonly ScratchPool<Scratch> pool = new(() => new Scratch());
    private readonly Lock gradientsInUse = new();
    private readonly AlignedBuffer<T> zeros;
    private readonly int paddedInputs, paddedOutputs;

    /// <summary>W [O, I] and b [O], every number uniform on ±1/√I.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="ArgumentException">W would be larger than the memory there is.</exception>
    public Dense(int inputSize, int outputSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputSize);
        NumberArray.Check<T>("W", outputSize, inputSize);
        (InputSize, OutputSize) = (inputSize, outputSize);
        (paddedInputs, paddedOutputs) = (AlignedBuffer<T>.Padded(inputSize), AlignedBuffer<T>.Padded(outputSize));
        zeros = new AlignedBuffer<T>(paddedInputs);
        W = new Parameter<T>("W", outputSize, inputSize);
        B = new Parameter<T>("b", outputSize);
        Parameters = [W, B];
        var random = new SeededRandom(seed);
        foreach (var parameter in Parameters) Initialise.Uniform<T>(parameter.Value, 1 / Math.Sqrt(inputSize), random);
    }

    /// <summary>I, the numbers read at each step.</summary>
    public int InputSize { get; }

    /// <summary>O, the numbers given out at each step.</summary>
    public int OutputSize { get; }

    /// <summary>W and b.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    private Parameter<T> W { get; }

    private Parameter<T> B { get; }

    /// <summary>Reads [T, B, I], gives [T, B, O].</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="reuse">A result of an earlier call to overwrite; nothing is allocated when the shape is the same.</param>
    /// <exception cref="ArgumentException">x has not I numbers a step, or an input or a weight is not finite.</exception>
    public Sequence<T> Forward(Sequence<T> x, Sequence<T>? reuse = null)
    {
        CheckInput(x);
        var scratch = pool.Rent();
        var y = Fits(reuse, x, OutputSize) && !ReferenceEquals(reuse!.Data, x.Data) ? reuse : new Sequence<T>(x.Steps, x.Batch, OutputSize);
        fixed (T* w = W.Value, from = x.Data, to = y.Data)
        {
            var (forward, bias) = (scratch.Forward, scratch.Bias);
            forward.Shape(InputSize, paddedOutputs, products.VectorLength, MatrixProducts<T>.TileVectors);
            products.PackTransposed(forward, 0, w, InputSize, OutputSize, paddedOutputs);
            bias.Reserve(paddedOutputs);
            B.Value.CopyTo(bias.Span);
            var tile = scratch.RowsOut.Reserve((long)TileRows * paddedOutputs);
            for (var first = 0; first < x.Steps * x.Batch; first += TileRows)
            {
                var rows = Math.Min(TileRows, (x.Steps * x.Batch) - first);
                products.Multiply(
                    new Operand<T>(from + ((nint)first * InputSize), InputSize), forward, new Operand<T>(bias.Pointer, 0), new Operand<T>(tile, paddedOutputs), rows);
                for (var row = 0; row < rows; row++)
                    PaddedRow.Get(tile + ((nint)row * paddedOutputs), new Span<T>(to + ((nint)(first + row) * OutputSize), OutputSize));
            }
        }

        pool.Return(scratch);
        // What is not finite in x, W or b is seen in y; looking there first costs little.
        if (InputChecks.AllFinite<T>(y.Data)) return y;
        InputChecks.CheckFinite(x, null, "Inputs", nameof(x));
        InputChecks.CheckWeights(Parameters);
        return y;
    }

    /// <summary>Adds to the gradients of W and b, and gives ∂loss/∂x, [T, B, I].</summary>
    /// <param name="x">What <see cref="Forward"/> read.</param>
    /// <param name="dy">∂loss/∂y, [T, B, O].</param>
    /// <param name="reuse">A result of an earlier call to overwrite.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite; then nothing is added.</exception>
    public Sequence<T> Backward(Sequence<T> x, Sequence<T> dy, Sequence<T>? reuse = null)
    {
        CheckInput(x);
        if (dy.Steps != x.Steps || dy.Batch != x.Batch || dy.Features != OutputSize)
            throw new ArgumentException($"The gradient {dy} does not fit inputs {x} and {OutputSize} outputs.", nameof(dy));
        InputChecks.CheckFinite(x, null, "Inputs", nameof(x));
        InputChecks.CheckFinite(dy, null, "Gradients", nameof(dy));
        var dx = Fits(reuse, x, InputSize) && !ReferenceEquals(reuse!.Data, x.Data) && !ReferenceEquals(reuse.Data, dy.Data) ? reuse : new Sequence<T>(x.Steps, x.Batch, InputSize);
        var scratch = pool.Rent();
        var (backward, sums, biasSums) = (scratch.Backward, scratch.Sums, scratch.BiasSums);
        fixed (T* w = W.Value, from = x.Data, dFrom = dy.Data, to = dx.Data)
        {
            backward.Shape(OutputSize, paddedInputs, products.VectorLength, MatrixProducts<T>.TileVectors);
            products.PackRows(backward, 0, w, InputSize, OutputSize, InputSize);
            sums.Reserve((long)paddedOutputs * paddedInputs);
            biasSums.Reserve(paddedOutputs);
            var all = x.Steps * x.Batch;
            for (var end = all; end > 0; end -= Math.Min(TileRows, end))
            {
                var first = Math.Max(0, end - TileRows);
                var d = dFrom + ((nint)first * OutputSize);
                InputGradient(scratch, d, end - first, to + ((nint)first * InputSize));
                AddToSums(scratch, d, end - first, from + ((nint)first * InputSize), begins: end == all);
            }
        }

        lock (gradientsInUse)
        {
            for (var i = 0; i < OutputSize; i++) products.Add(sums.Span.Slice(i * paddedInputs, InputSize), W.Gradient.AsSpan(i * InputSize, InputSize));
            products.Add(biasSums.Span[..OutputSize], B.Gradient);
        }

        pool.Return(scratch);
        return dx;
    }

    /// <summary>Sets the gradients of W and b to zero.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in Parameters) parameter.ZeroGradient();
    }

    /// <summary>∂x = Wᵀ ∂y for some rows.</summary>
    private void InputGradient(Scratch scratch, T* dy, int rows, T* dx)
    {
        var tile = paddedInputs == InputSize ? dx : scratch.RowsIn.Reserve((long)TileRows * paddedInputs);
        products.Multiply(
            new Operand<T>(dy, OutputSize), scratch.Backward, new Operand<T>(zeros.Pointer, 0), new Operand<T>(tile, paddedInputs), rows);
        if (tile == dx) return;
        for (var row = 0; row < rows; row++) PaddedRow.Get(tile + ((nint)row * paddedInputs), new Span<T>(dx + ((nint)row * InputSize), InputSize));
    }

    /// <summary>Sums of ∂y xᵀ and of ∂y over some rows, the last first; they start at 0 with the last tile.</summary>
    private void AddToSums(Scratch scratch, T* dy, int rows, T* x, bool begins)
    {
        var inputs = scratch.Inputs;
        var d = scratch.RowsOut.Reserve((long)TileRows * paddedOutputs);
        for (var row = 0; row < rows; row++) PaddedRow.Set(new ReadOnlySpan<T>(dy + ((nint)row * OutputSize), OutputSize), d + ((nint)row * paddedOutputs), OutputSize);
        inputs.Shape(rows, paddedInputs, products.VectorLength, MatrixProducts<T>.TileVectors);
        products.PackRows(inputs, 0, x + ((nint)(rows - 1) * InputSize), -InputSize, rows, InputSize);
        for (var i = 0; i < paddedOutputs; i += products.TileRows)
            products.OuterProducts(d + i, paddedOutputs, rows, inputs, scratch.Sums.Pointer + ((nint)i * paddedInputs), paddedInputs, begins);
        products.SumRows(d, paddedOutputs, rows, 0, paddedOutputs, scratch.BiasSums.Pointer, begins);
    }

    private static bool Fits(Sequence<T>? reuse, Sequence<T> x, int features) =>
        reuse is not null && reuse.Steps == x.Steps && reuse.Batch == x.Batch && reuse.Features == features;

    private void CheckInput(Sequence<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Features != InputSize)
            throw new ArgumentException($"The layer reads {InputSize} numbers a step, but the sequence {x} has {x.Features}.", nameof(x));
    }

    /// <summary>Working memory of one call.</summary>
    private sealed class Scratch
    {
        public PackedMatrix<T> Forward { get; } = new();

        public PackedMatrix<T> Backward { get; } = new();

        public PackedMatrix<T> Inputs { get; } = new();

        public AlignedBuffer<T> RowsOut { get; } = new();

        public AlignedBuffer<T> RowsIn { get; } = new();

        public AlignedBuffer<T> Bias { get; } = new();

        public AlignedBuffer<T> Sums { get; } = new();

        public AlignedBuffer<T> BiasSums { get; } = new();
    }
}
