using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Inspection;

/// <summary>The dynamics of a two-unit GRU with zero input: arrows, fixed points and paths in its state plane.</summary>
/// <remarks>Jordan, Sokół and Park 2021 (arXiv:1906.01005). An arrow is h' − h = (1 − z) ⊙ (h̃ − h): the update gate sets its length, the candidate its aim.</remarks>
/// <param name="Arrows">h' − h on a grid over the plane.</param>
/// <param name="FixedPoints">Where h' = h.</param>
public sealed record PhasePortrait(IReadOnlyList<PhaseArrow> Arrows, IReadOnlyList<FixedPoint> FixedPoints)
{
    /// <summary>The portrait of a GRU of two units, over −1 … 1 in both directions.</summary>
    /// <param name="gru">Two units; it reads zeros.</param>
    /// <param name="points">Grid points in each direction, at least 2.</param>
    /// <exception cref="ArgumentException">Not two units.</exception>
    public static PhasePortrait Of(Gru<double> gru, int points = 21)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        if (gru.HiddenSize != 2) throw new ArgumentException($"A plane shows two units, got {gru.HiddenSize}.", nameof(gru));
        var grid = new List<(double X, double Y)>();
        for (var i = 0; i < points; i++)
            for (var j = 0; j < points; j++) grid.Add((Place(i), Place(j)));
        var next = Step(gru, grid);
        return new(
            [.. grid.Zip(next, (from, to) => new PhaseArrow(from.X, from.Y, to.X - from.X, to.Y - from.Y))],
            FindFixedPoints(gru, grid));

        double Place(int k) => -1 + (2.0 * k / (points - 1));
    }

    /// <summary>The path of one state through time.</summary>
    /// <param name="gru">Two units; it reads zeros.</param>
    /// <param name="x">Unit 0 at the start.</param>
    /// <param name="y">Unit 1 at the start.</param>
    /// <param name="steps">How many steps.</param>
    /// <returns>steps + 1 points, the first at the start.</returns>
    public static IReadOnlyList<(double X, double Y)> Path(Gru<double> gru, double x, double y, int steps)
    {
        var output = gru.Forward(new Sequence<double>(steps, 1, gru.InputSize), Initial([(x, y)])).Output;
        return [(x, y), .. Enumerable.Range(0, steps).Select(t => (output[t, 0, 0], output[t, 0, 1]))];
    }

    /// <summary>Newton's method from every grid point; a root counts once.</summary>
    private static List<FixedPoint> FindFixedPoints(Gru<double> gru, IReadOnlyList<(double X, double Y)> starts)
    {
        var found = new List<FixedPoint>();
        var zeros = new Sequence<double>(1, 1, gru.InputSize);
        foreach (var start in starts)
        {
            var h = Vector<double>.Build.Dense([start.X, start.Y]);
            for (var round = 0; round < 50; round++)
            {
                var tape = gru.Forward(zeros, Initial([(h[0], h[1])]));
                var J = StepJacobian.Along(gru, tape)[0];
                var move = Vector<double>.Build.Dense([tape.Output[0, 0, 0] - h[0], tape.Output[0, 0, 1] - h[1]]);
                if (move.L2Norm() < 1e-12)
                {
                    if (!found.Any(other => Math.Abs(other.X - h[0]) + Math.Abs(other.Y - h[1]) < 1e-6)) found.Add(FixedPoint.At(h, J));
                    break;
                }
                h -= (J - Matrix<double>.Build.DenseIdentity(2)).Solve(move);
                if (!(h.InfinityNorm() <= 1)) break;   // a state of a GRU stays within −1 … 1; NaN leaves too
            }
        }
        return [.. found.OrderBy(point => point.X).ThenBy(point => point.Y)];
    }

    private static List<(double X, double Y)> Step(Gru<double> gru, IReadOnlyList<(double X, double Y)> from)
    {
        var output = gru.Forward(new Sequence<double>(1, from.Count, gru.InputSize), Initial(from)).Output;
        return [.. Enumerable.Range(0, from.Count).Select(b => (output[0, b, 0], output[0, b, 1]))];
    }

    private static State<double> Initial(IReadOnlyList<(double X, double Y)> states)
    {
        var initial = new State<double>(1, states.Count, 2);
        for (var b = 0; b < states.Count; b++) (initial.H[2 * b], initial.H[(2 * b) + 1]) = states[b];
        return initial;
    }
}

/// <summary>One step from one point of the plane.</summary>
/// <param name="X">Unit 0 before.</param>
/// <param name="Y">Unit 1 before.</param>
/// <param name="DX">By how much unit 0 changes.</param>
/// <param name="DY">By how much unit 1 changes.</param>
public sealed record PhaseArrow(double X, double Y, double DX, double DY);

/// <summary>A state that one step leaves where it is.</summary>
/// <param name="X">Unit 0.</param>
/// <param name="Y">Unit 1.</param>
/// <param name="Kind">What happens nearby.</param>
/// <param name="LargestEigenvalue">Largest |eigenvalue| of the step's Jacobian there: below 1 nearby states come closer.</param>
public sealed record FixedPoint(double X, double Y, FixedPointKind Kind, double LargestEigenvalue)
{
    internal static FixedPoint At(Vector<double> h, Matrix<double> jacobian)
    {
        var sizes = jacobian.Evd().EigenValues.Select(value => value.Magnitude).ToArray();
        var kind = sizes.Max() < 1 ? FixedPointKind.Attractor : sizes.Min() > 1 ? FixedPointKind.Repeller : FixedPointKind.Saddle;
        return new(h[0], h[1], kind, sizes.Max());
    }
}

/// <summary>What becomes of states near a fixed point.</summary>
public enum FixedPointKind
{
    /// <summary>They come closer from all sides: a memory.</summary>
    Attractor,

    /// <summary>They come closer from some sides and leave by others: a decision.</summary>
    Saddle,

    /// <summary>They leave in all directions.</summary>
    Repeller,
}
