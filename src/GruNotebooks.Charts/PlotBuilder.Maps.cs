using System.Numerics;
using GruNotebooks.Display;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;
using Plotly.NET;

namespace GruNotebooks.Charts;

public sealed partial class PlotBuilder
{
    /// <summary>A matrix as colours, row 0 on top.</summary>
    /// <param name="values">Rows of numbers, [rows, columns].</param>
    /// <param name="unit">What the colours measure: the title of the colour bar.</param>
    /// <param name="signed">Blue below zero, white at zero, orange above, with equal ends.</param>
    /// <param name="min">The value of the first colour; by default the least.</param>
    /// <param name="max">The value of the last colour; by default the largest.</param>
    /// <param name="columns">Texts under the columns (a sequence's characters; repeats are fine).</param>
    /// <param name="rows">Texts left of the rows.</param>
    /// <param name="digits">Significant digits of numbers written into the cells; 0 for none.</param>
    public PlotBuilder Heat<T>(T[,] values, string unit = "", bool signed = false, double? min = null, double? max = null, IEnumerable<string>? columns = null, IEnumerable<string>? rows = null, int digits = 0)
        where T : INumber<T> => AddHeat(Numbers.Rows(values), unit, signed, min, max, columns, rows, digits);

    /// <inheritdoc cref="Heat{T}(T[,], string, bool, double?, double?, IEnumerable{string}?, IEnumerable{string}?, int)"/>
    public PlotBuilder Heat<T>(IEnumerable<IEnumerable<T>> values, string unit = "", bool signed = false, double? min = null, double? max = null, IEnumerable<string>? columns = null, IEnumerable<string>? rows = null, int digits = 0)
        where T : INumber<T> => AddHeat([.. values.Select(Numbers.Of)], unit, signed, min, max, columns, rows, digits);

    /// <inheritdoc cref="Heat{T}(T[,], string, bool, double?, double?, IEnumerable{string}?, IEnumerable{string}?, int)"/>
    public PlotBuilder Heat(Matrix<double> values, string unit = "", bool signed = false, double? min = null, double? max = null, IEnumerable<string>? columns = null, IEnumerable<string>? rows = null, int digits = 0) =>
        AddHeat(values.ToRowArrays(), unit, signed, min, max, columns, rows, digits);

    /// <summary>A sequence as colours: time runs to the right, one row for each unit.</summary>
    /// <param name="values">A sequence, [T, B, F], such as a gate over time.</param>
    /// <param name="unit">What the colours measure.</param>
    /// <param name="signed">Blue below zero, white at zero, orange above.</param>
    /// <param name="min">The value of the first colour.</param>
    /// <param name="max">The value of the last colour.</param>
    /// <param name="columns">Texts under the steps.</param>
    /// <param name="batch">Which sequence of the batch.</param>
    public PlotBuilder Heat<T>(Sequence<T> values, string unit = "", bool signed = false, double? min = null, double? max = null, IEnumerable<string>? columns = null, int batch = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new double[values.Features][];
        for (var f = 0; f < rows.Length; f++)
            rows[f] = [.. Enumerable.Range(0, values.Steps).Select(t => double.CreateChecked(values[t, batch, f]))];
        return AddHeat(rows, unit, signed, min, max, columns, null, 0);
    }

    /// <summary>A function of two numbers as filled contours.</summary>
    public PlotBuilder Contour(Func<double, double, double> f, (double From, double To) x, (double From, double To) y, string unit = "", bool signed = false, int points = 61, int levels = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var (xs, ys) = (Numbers.Even(x.From, x.To, points), Numbers.Even(y.From, y.To, points));
        return Contour(xs, ys, ys.Select(v => xs.Select(u => f(u, v))), unit, signed, levels);
    }

    /// <summary>Filled contours of values on a grid: one row for each y.</summary>
    public PlotBuilder Contour(double[] x, double[] y, IEnumerable<IEnumerable<double>> values, string unit = "", bool signed = false, int levels = 12)
    {
        double[][] z = [.. values.Select(Numbers.Of)];
        Numbers.SameLength(y.Length, z.Length, "contour: y and rows");
        var panel = Panel;
        panel.X.Include(x);
        panel.Y.Include(y);
        panel.ColourBar = true;
        panel.Traces.Add(_ => Map("contour", z, unit, signed ? Palette.Signed : null, signed, null, null).With(
            ("x", x), ("y", y), ("ncontours", levels), ("line", new Line().With(("width", 0.5), ("color", "#FFFFFF")))));
        return this;
    }

    /// <summary>How often each true class was answered by each class, [true, answered]; the numbers stand in the cells.</summary>
    public PlotBuilder Confusion(int[,] counts, IEnumerable<string>? classes = null)
    {
        string[] names = classes is null ? [.. Enumerable.Range(0, counts.GetLength(0)).Select(i => $"{i}")] : [.. classes];
        var rows = Numbers.Rows(counts);
        var sums = rows.Select(r => Math.Max(1, r.Sum())).ToArray();
        double[][] shares = [.. rows.Select((r, i) => r.Select(v => v / sums[i]).ToArray())];
        X("answered");
        Y("true");
        Panel.Square = true;
        return AddHeat(shares, "share of the true class", false, 0, 1, names, names, 0, Palette.Counts, [.. rows.Select(r => r.Select(v => NumberText.Of(v)).ToArray())]);
    }

    private PlotBuilder AddHeat(double[][] z, string unit, bool signed, double? min, double? max, IEnumerable<string>? columns, IEnumerable<string>? rows, int digits,
        (double, string)[]? scale = null, string[][]? cellTexts = null)
    {
        if (z.Length == 0 || z[0].Length == 0) throw new ArgumentException("A heat map needs at least one row and one column.", nameof(z));
        var panel = Panel;
        var wide = z.Max(r => r.Length);
        panel.X.Include(-0.5, wide - 0.5);
        panel.Y.Include(-0.5, z.Length - 0.5);
        panel.Y.Reversed = panel.X.Whole = panel.Y.Whole = true;
        panel.ColourBar = unit.Length > 0;
        Name(panel.X, columns, wide);
        Name(panel.Y, rows, z.Length);
        if (digits > 0) cellTexts = [.. z.Select(r => r.Select(v => NumberText.Short(v, digits)).ToArray())];
        panel.Traces.Add(_ =>
        {
            var trace = Map("heatmap", z, unit, scale ?? (signed ? Palette.Signed : null), signed, min, max);
            if (z.Length * wide <= 400) trace.With(("xgap", 1), ("ygap", 1));
            return cellTexts is null ? trace : trace.With(("text", cellTexts), ("texttemplate", "%{text}"), ("textfont", HouseStyle.FontOf(14)));
        });
        return this;

        static void Name(PlotAxis axis, IEnumerable<string>? names, int count)
        {
            if (names is null) return;
            string[] texts = [.. names];
            Numbers.SameLength(count, texts.Length, "heat map: rows or columns and their names");
            (axis.TickAt, axis.TickText) = (Numbers.Count(count), texts);
        }
    }

    private static Trace Map(string type, double[][] z, string unit, (double, string)[]? scale, bool signed, double? min, double? max)
    {
        if (signed)
        {
            var largest = max ?? z.SelectMany(r => r).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
            (min, max) = (-largest, largest);
        }
        var given = min is not null && max is not null;
        return new Trace2D(type).With(
            ("z", PlotlyObject.FiveDigits(z)),
            ("colorscale", scale is null ? Palette.Sequential : PlotlyObject.Scale(scale)),
            ("showscale", unit.Length > 0),
            ("colorbar", new ColorBar().With(
                ("title", new Title().With(("text", unit), ("side", "right"), ("font", HouseStyle.FontOf(15)))),
                ("tickfont", HouseStyle.FontOf(14)), ("thickness", 16), ("outlinewidth", 0))),
            ("hovertemplate", "%{x}, %{y}: %{z:.4~g}<extra></extra>"),
            ("zmin", given ? min : null), ("zmax", given ? max : null));
    }
}
