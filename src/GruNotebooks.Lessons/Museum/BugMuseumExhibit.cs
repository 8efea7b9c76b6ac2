using GruNotebooks.Cells;
using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Listings;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Museum;

/// <summary>One mistake that was really published, as a cell that makes it, beside the cell that does not.</summary>
public sealed class BugMuseumExhibit
{
    private const int InputSize = 3, HiddenSize = 4, Steps = 6;
    private readonly Func<int, int, ulong, (Cell Wrong, Cell Right)> create;
    private readonly string sourceName;

    internal BugMuseumExhibit(string name, BugKind kind, Func<int, int, ulong, (Cell Wrong, Cell Right)> create)
    {
        (Name, Kind, this.create) = (name, kind, create);
        var wrong = Wrong(1, 1, 1);
        CellKind = CellKind.Of(wrong);
        sourceName = $"{wrong.GetType().DeclaringType?.Name}.{Name}";
    }

    /// <summary>The type of the wrong cell.</summary>
    public string Name { get; }

    /// <summary>The source of the wrong cell: what differs from the right one, and no more.</summary>
    public Listing Code => Listing.Of(sourceName);

    /// <summary>Whether the mistake is in the forward pass or in the backward pass.</summary>
    public BugKind Kind { get; }

    /// <summary>Which cell it happened to.</summary>
    public CellKind CellKind { get; }

    /// <summary>What was written where what belongs.</summary>
    public required string Mistake { get; init; }

    /// <summary>Where it was published, and what became of it.</summary>
    public required string Source { get; init; }

    /// <summary>The page to read.</summary>
    public required string Link { get; init; }

    /// <summary>The test that catches it.</summary>
    public required BugTest CaughtBy { get; init; }

    /// <summary>What somebody who trains with it sees.</summary>
    public required string Symptom { get; init; }

    /// <summary>The cell with the mistake; the same weights as <see cref="Right"/> from the same seed.</summary>
    public Cell Wrong(int inputSize, int hiddenSize, ulong seed) => create(inputSize, hiddenSize, seed).Wrong;

    /// <summary>The cell as it should be.</summary>
    public Cell Right(int inputSize, int hiddenSize, ulong seed) => create(inputSize, hiddenSize, seed).Right;

    /// <summary>Is its backward pass the derivative of its forward pass?</summary>
    public GradientCheckResult CheckGradients(ulong seed = 1) => GradientCheck.Of(Wrong(InputSize, HiddenSize, seed), seed, Steps);

    /// <summary>Same weights, same inputs: the largest difference between its outputs and those of the right cell.</summary>
    public double CompareWithRight(ulong seed = 1)
    {
        var xs = Inputs(seed, Steps);
        var (wrong, right) = create(InputSize, HiddenSize, seed);
        return wrong.Unroll(xs).Outputs.Zip(right.Unroll(xs).Outputs, (w, r) => (w - r).InfinityNorm()).Max();
    }

    /// <summary>The same sequence one step later, behind an input it has not seen: the largest change of its outputs. A memory gives some.</summary>
    public double ShiftInTime(ulong seed = 1)
    {
        var xs = Inputs(seed, Steps + 1);
        var cell = Wrong(InputSize, HiddenSize, seed);
        var (later, now) = (cell.Unroll(xs).Outputs, cell.Unroll(xs[1..]).Outputs);
        return now.Zip(later.Skip(1), (n, l) => (n - l).InfinityNorm()).Max();
    }

    /// <summary>What every test says of it.</summary>
    public BugMuseumRow Test(ulong seed = 1) => new(
        Name, CellKind, Kind, CheckGradients(seed).LargestRelativeError, CompareWithRight(seed), ShiftInTime(seed));

    /// <summary>Name and source.</summary>
    public override string ToString() => $"{Name}: {Source}";

    private static Vector<double>[] Inputs(ulong seed, int steps)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, steps).Select(_ => Vector<double>.Build.Dense(InputSize, _ => random.NextUniform(-1, 1)))];
    }
}

/// <summary>The pass that contains the mistake.</summary>
public enum BugKind
{
    /// <summary>The outputs are right, the gradients are not.</summary>
    Backward,

    /// <summary>The outputs are wrong, and the gradients are those of the wrong outputs.</summary>
    Forward,
}
