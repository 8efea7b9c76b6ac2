using System.Numerics;
using System.Runtime.InteropServices;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>Turns gradients into changes of the parameters. A step allocates nothing.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Optimiser<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private double learningRate;

    private protected Optimiser(IReadOnlyList<Parameter<T>> parameters, double learningRate) =>
        (Parameters, LearningRate) = (parameters, learningRate);

    /// <summary>The parameters it updates.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The learning rate; may change between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a positive, finite number.</exception>
    public double LearningRate
    {
        get => learningRate;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A learning rate is a finite number.");
            learningRate = value;
        }
    }

    /// <summary>Updates every parameter once from its gradient.</summary>
    public abstract void Step();

    /// <summary>Sets every gradient to zero, for the next backward pass to add to.</summary>
    public void ZeroGradients()
    {
        for (int i = 0; i < Parameters.Count; i++) Parameters[i].ZeroGradient();
    }

    /// <summary>Writes what the next step depends on besides parameters and gradients.</summary>
    internal virtual void Save(BinaryWriter writer)
    {
        writer.Write(LearningRate);
        foreach (var buffers in Memory) writer.WriteAll(buffers);
    }

    /// <summary>Takes back what <see cref="Save"/> of an optimiser of the same kind wrote.</summary>
    internal virtual void Load(BinaryReader reader)
    {
        LearningRate = reader.ReadDouble();
        foreach (var buffers in Memory) reader.ReadAll(buffers);
    }

    /// <summary>The buffers that outlive a step: means, sizes, velocities.</summary>
    private protected abstract IReadOnlyList<T[][]> Memory { get; }

    /// <summary>A buffer of zeros beside each parameter.</summary>
    private protected static T[][] Buffers(IReadOnlyList<Parameter<T>> parameters) => [.. parameters.Select(parameter => new T[parameter.Count])];

    /// <summary>The same numbers as SIMD vectors, without the remainder that does not fill one.</summary>
    private protected static Span<Vector<T>> Wide(Span<T> numbers) => MemoryMarshal.Cast<T, Vector<T>>(numbers);

    /// <summary>The number in the precision of the parameters.</summary>
    private protected static T Number(double value) => T.CreateTruncating(value);

    /// <summary>A number that keeps a division finite: with 0, or less than the precision can hold, a gradient of 0 would make its weight NaN.</summary>
    private protected static T Guard(double value, string name) =>
        Number(value) > T.Zero && T.IsFinite(Number(value)) ? Number(value) : throw new ArgumentOutOfRangeException(name, value, $"Must be a finite number above 0 in {typeof(T).Name}.");

    private protected static double Fraction(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be at least 0 and below 1.");
}

/// <summary>The available update rules.</summary>
public enum OptimiserKind
{
    /// <summary><see cref="Adam{T}"/>.</summary>
    Adam,

    /// <summary><see cref="Sgd{T}"/>, with the momentum of the settings.</summary>
    Sgd,

    /// <summary><see cref="RmsProp{T}"/>.</summary>
    RmsProp,
}
