using System.Numerics;

namespace GruNotebooks.Charts;

/// <summary>Whatever a notebook has at hand, as arrays of double.</summary>
internal static class Numbers
{
    public static double[] Of<T>(IEnumerable<T> values) where T : INumber<T> =>
        values as double[] ?? [.. values.Select(double.CreateChecked)];

    public static double[] Count(int n) => [.. Enumerable.Range(0, n).Select(i => (double)i)];

    public static double[] Even(double from, double to, int points) =>
        [.. Enumerable.Range(0, points).Select(i => from + ((to - from) * i / (points - 1)))];

    public static double[][] Rows<T>(T[,] values) where T : INumber<T>
    {
        var rows = new double[values.GetLength(0)][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[values.GetLength(1)];
            for (var j = 0; j < rows[i].Length; j++)
                rows[i][j] = double.CreateChecked(values[i, j]);
        }
        return rows;
    }

    public static void SameLength(int x, int y, string what)
    {
        if (x != y)
            throw new ArgumentException($"{what}: {x} x values and {y} y values; give as many of each.");
    }
}
