using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>RMSProp (Tieleman and Hinton 2012): v ← ρ v + (1 − ρ) g², w ← w − η g / (√v + ε). Chung et al. 2014 trained with it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameters">What it changes.</param>
/// <param name="learningRate">η.</param>
/// <param name="decay">ρ, how long the size is remembered.</param>
/// <param name="epsilon">ε, keeps the division finite.</param>
public sealed class RmsProp<T>(IReadOnlyList<Parameter<T>> parameters, double learningRate = 0.001, double decay = 0.9, double epsilon = 1e-6)
    : Optimiser<T>(parameters, learningRate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T keep = Number(Fraction(decay, nameof(decay))), add = Number(1 - decay), eps = Guard(epsilon, nameof(epsilon));
    private readonly T[][] sizes = Buffers(parameters);

    private protected override IReadOnlyList<T[][]> Memory => [sizes];

    /// <inheritdoc/>
    public override void Step()
    {
        var eta = Number(LearningRate);
        for (int i = 0; i < Parameters.Count; i++) Update(Parameters[i].Value, Parameters[i].Gradient, sizes[i], eta);
    }

    private void Update(Span<T> w, Span<T> g, Span<T> v, T eta)
    {
        var ws = Wide(w);
        var gs = Wide(g);
        var vs = Wide(v);
        var epsilons = new Vector<T>(eps);
        for (int k = 0; k < ws.Length; k++)
        {
            vs[k] = (vs[k] * keep) + (gs[k] * gs[k] * add);
            ws[k] -= gs[k] * eta / (Vector.SquareRoot(vs[k]) + epsilons);
        }
        for (int k = ws.Length * Vector<T>.Count; k < w.Length; k++)
        {
            v[k] = (v[k] * keep) + (g[k] * g[k] * add);
            w[k] -= g[k] * eta / (T.Sqrt(v[k]) + eps);
        }
    }
}
