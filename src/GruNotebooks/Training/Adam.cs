using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1): each number moves by its mean gradient over its typical size.</summary>
/// <remarks><code>
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²
/// w ← w − η m̂ / (√v̂ + ε),   m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
/// </code>
/// With weight decay it is AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2): before that, w ← w − η λ w, beside the gradient
/// and not through it, so that m and v do not see it. Matrices decay, biases do not.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameters">What it changes.</param>
/// <param name="learningRate">η.</param>
/// <param name="beta1">β₁, how long the mean gradient is remembered.</param>
/// <param name="beta2">β₂, how long the size is remembered.</param>
/// <param name="epsilon">ε, keeps the division finite.</param>
/// <param name="weightDecay">λ, the part of a weight that a step of size 1 takes away; 0 is plain Adam.</param>
public sealed class Adam<T>(IReadOnlyList<Parameter<T>> parameters, double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
    : Optimiser<T>(parameters, learningRate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T keepMean = Number(Fraction(beta1, nameof(beta1))), newMean = Number(1 - beta1);
    private readonly T keepSize = Number(Fraction(beta2, nameof(beta2))), newSize = Number(1 - beta2);
    private readonly T eps = Guard(epsilon, nameof(epsilon));
    private readonly T[][] means = Buffers(parameters), sizes = Buffers(parameters);
    private readonly double decay = Fraction(weightDecay, nameof(weightDecay));
    private double power1 = 1, power2 = 1;    // β₁ᵗ and β₂ᵗ, by repeated products: the same bits everywhere

    private protected override IReadOnlyList<T[][]> Memory => [means, sizes];

    internal override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        writer.Write(power1);
        writer.Write(power2);
    }

    internal override void Load(BinaryReader reader)
    {
        base.Load(reader);
        (power1, power2) = (reader.ReadDouble(), reader.ReadDouble());
    }

    /// <inheritdoc/>
    public override void Step()
    {
        (power1, power2) = (power1 * beta1, power2 * beta2);
        T eta = Number(LearningRate / (1 - power1)), root = Number(Math.Sqrt(1 - power2));
        if (decay > 0) Shrink(Number(1 - (LearningRate * decay)));
        for (int i = 0; i < Parameters.Count; i++) Update(Parameters[i].Value, Parameters[i].Gradient, means[i], sizes[i], eta, root);
    }

    private void Shrink(T factor)
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Shape.Length < 2) continue;
            foreach (ref var w in Parameters[i].Value.AsSpan()) w *= factor;
        }
    }

    private void Update(Span<T> w, Span<T> g, Span<T> m, Span<T> v, T eta, T root)
    {
        var ws = Wide(w);
        var gs = Wide(g);
        var ms = Wide(m);
        var vs = Wide(v);
        var (roots, epsilons) = (new Vector<T>(root), new Vector<T>(eps));
        for (int k = 0; k < ws.Length; k++)
        {
            ms[k] = (ms[k] * keepMean) + (gs[k] * newMean);
            vs[k] = (vs[k] * keepSize) + (gs[k] * gs[k] * newSize);
            ws[k] -= ms[k] * eta / ((Vector.SquareRoot(vs[k]) / roots) + epsilons);
        }
        for (int k = ws.Length * Vector<T>.Count; k < w.Length; k++)
        {
            m[k] = (m[k] * keepMean) + (g[k] * newMean);
            v[k] = (v[k] * keepSize) + (g[k] * g[k] * newSize);
            w[k] -= m[k] * eta / ((T.Sqrt(v[k]) / root) + eps);
        }
    }
}
