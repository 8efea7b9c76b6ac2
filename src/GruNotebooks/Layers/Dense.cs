using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>y = W x + b at every step: the head that turns states into predictions.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dense<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>W [O, I] and b [O], every number uniform on ±1/√I.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Dense(int inputSize, int outputSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputSize);
        (InputSize, OutputSize) = (inputSize, outputSize);
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
    /// <exception cref="ArgumentException">x has not I numbers a step.</exception>
    public Sequence<T> Forward(Sequence<T> x, Sequence<T>? reuse = null)
    {
        CheckInput(x);
        var y = reuse is not null && reuse.Steps == x.Steps && reuse.Batch == x.Batch && reuse.Features == OutputSize
            ? reuse : new Sequence<T>(x.Steps, x.Batch, OutputSize);
        for (var row = 0; row < x.Steps * x.Batch; row++)
        {
            var from = x.Data.AsSpan(row * InputSize, InputSize);
            for (var i = 0; i < OutputSize; i++) y.Data[(row * OutputSize) + i] = Plain.Dot(W.Value, i, from, B.Value[i]);
        }

        return y;
    }

    /// <summary>Adds to the gradients of W and b, and gives ∂loss/∂x, [T, B, I].</summary>
    /// <param name="x">What <see cref="Forward"/> read.</param>
    /// <param name="dy">∂loss/∂y, [T, B, O].</param>
    /// <param name="reuse">A result of an earlier call to overwrite.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public Sequence<T> Backward(Sequence<T> x, Sequence<T> dy, Sequence<T>? reuse = null)
    {
        CheckInput(x);
        if (dy.Steps != x.Steps || dy.Batch != x.Batch || dy.Features != OutputSize)
            throw new ArgumentException($"The gradient {dy} does not fit inputs {x} and {OutputSize} outputs.", nameof(dy));
        var dx = reuse is not null && reuse.Steps == x.Steps && reuse.Batch == x.Batch && reuse.Features == InputSize
            ? reuse : new Sequence<T>(x.Steps, x.Batch, InputSize);
        Array.Clear(dx.Data);
        for (var row = (x.Steps * x.Batch) - 1; row >= 0; row--)
        {
            var from = x.Data.AsSpan(row * InputSize, InputSize);
            var to = dx.Data.AsSpan(row * InputSize, InputSize);
            for (var i = 0; i < OutputSize; i++)
            {
                var dyi = dy.Data[(row * OutputSize) + i];
                Plain.AddScaled(dyi, W.Value.AsSpan(i * InputSize, InputSize), to);
                Plain.AddScaled(dyi, from, W.Gradient.AsSpan(i * InputSize, InputSize));
                B.Gradient[i] += dyi;
            }
        }

        return dx;
    }

    /// <summary>Sets the gradients of W and b to zero.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in Parameters) parameter.ZeroGradient();
    }

    private void CheckInput(Sequence<T> x)
    {
        if (x.Features != InputSize)
            throw new ArgumentException($"The layer reads {InputSize} numbers a step, but the sequence {x} has {x.Features}.", nameof(x));
    }
}
