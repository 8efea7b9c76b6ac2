using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Cells;

/// <summary>A step h' = a ⊙ h + b whose a and b do not depend on h. Two such steps in a row are one such step, which is what lets a sequence be computed in parallel.</summary>
/// <param name="a">What is kept of each unit, H.</param>
/// <param name="b">What is added to it, H.</param>
public sealed record LinearStep(Vector<double> a, Vector<double> b)
{
    /// <summary>The state after the step: a ⊙ h + b.</summary>
    public Vector<double> Apply(Vector<double> h) => Mul(a, h) + b;

    /// <summary>This step and then another, as one: (a₂, b₂) ∘ (a₁, b₁) = (a₂ ⊙ a₁, a₂ ⊙ b₁ + b₂). Associative, not commutative.</summary>
    public LinearStep Then(LinearStep next) => new(Mul(next.a, a), Mul(next.a, b) + next.b);

    /// <summary>All prefixes: element t is steps 0 to t as one. ⌈log₂ T⌉ rounds, in each of which all elements could be computed at once (Hillis and Steele 1986).</summary>
    public static LinearStep[] Scan(IReadOnlyList<LinearStep> steps)
    {
        LinearStep[] prefixes = [.. steps];
        for (var distance = 1; distance < prefixes.Length; distance *= 2)
            prefixes = [.. prefixes.Select((step, t) => t < distance ? step : prefixes[t - distance].Then(step))];
        return prefixes;
    }
}
