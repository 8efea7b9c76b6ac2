using GruNotebooks.Cells;
using GruNotebooks.Charts;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>The heat map of the reading exercise: the update gates of four units of a GRU, weights set by hand, over three sentences.</summary>
internal static class GateRiddle
{
    private static readonly string[] Words = "The cat slept , then ate . A dog saw it , and barked . Both ran out , and away .".Split(' ');

    /// <summary>The steps at which a comma is read.</summary>
    public static IReadOnlyList<int> Commas { get; } = [.. Enumerable.Range(0, Words.Length).Where(t => Words[t] == ",")];

    public static object HeatMap()
    {
        var z = UpdateGates();
        return Plot.New("The update gate of four units")
            .X("step and word").Y("unit")
            .Heat(z, unit: "z", min: 0, max: 1, columns: [.. Words.Select((word, t) => $"{t} {word}")], rows: ["0", "1", "2", "3"])
            .Size(920, 320)
            .Alt("A heat map of the update gate z of four units over 22 words: one row stays near 1, one near 0, and two open at some of the words only.");
    }

    /// <summary>z of each unit at each step, 4 × 22, from a GRU that reads two inputs: "a sentence begins" and "a comma".</summary>
    public static double[][] UpdateGates()
    {
        // Units: 0 overwrites at commas, 1 never, 2 always, 3 where a sentence begins.
        var p = new GruParameters(2, 4)
        {
            bz = Vector<double>.Build.DenseOfArray([3.5, 4.5, -3, 3]),
            Wz = Matrix<double>.Build.DenseOfArray(new[,] { { 0.0, -7 }, { 0, 0 }, { 0, 0 }, { -6, 0 } }),
            Wh = Matrix<double>.Build.Dense(4, 2, 1),
        };
        var begins = Words.Select((_, t) => t == 0 || Words[t - 1] == ".").ToArray();
        var run = new GruCell(p).Unroll([.. Words.Select((word, t) => Vector<double>.Build.DenseOfArray([begins[t] ? 1 : 0, word == "," ? 1 : 0]))]);
        var caches = run.Caches<GruCache>();
        return [.. Enumerable.Range(0, 4).Select(unit => caches.Select(cache => cache.z[unit]).ToArray())];
    }
}
