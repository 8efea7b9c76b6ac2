using System.Numerics;
using GruNotebooks.Layers;

namespace GruNotebooks.Training;

/// <summary>Stochastic gradient descent with momentum: v ← μ v + g, w ← w − η v (Sutskever et al. 2013, in PyTorch's form).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameters">What it changes.</param>
/// <param name="learningRate">η.</param>
/// <param name="momentum">μ, at least 0 and below 1; 0 is plain gradient descent.</param>
public sealed class Sgd<T>(IReadOnlyList<Parameter<T>> parameters, double learningRate, double momentum = 0) : Optimiser<T>(parameters, learningRate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T mu = Number(Fraction(momentum, nameof(momentum)));
    private readonly T[][] velocities = Buffers(parameters);

    private protected override IReadOnlyList<T[][]> Memory => [velocities];

    /// <inheritdoc/>
    public override void Step()
    {
        var eta = Number(LearningRate);
        for (int i = 0; i < Parameters.Count; i++) Update(Parameters[i].Value, Parameters[i].Gradient, velocities[i], eta);
    }

    private void Update(Span<T> w, Span<T> g, Span<T> v, T eta)
    {
        var ws = Wide(w);
        var gs = Wide(g);
        var vs = Wide(v);
        for (int k = 0; k < ws.Length; k++)
        {
            vs[k] = (vs[k] * mu) + gs[k];
            ws[k] -= vs[k] * eta;
        }
        for (int k = ws.Length * Vector<T>.Count; k < w.Length; k++)
        {
            v[k] = (v[k] * mu) + g[k];
            w[k] -= v[k] * eta;
        }
    }
}
