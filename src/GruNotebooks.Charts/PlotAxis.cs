using GruNotebooks.Display;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace GruNotebooks.Charts;

/// <summary>What a notebook asked of one axis, and how much room its data needs.</summary>
internal sealed class PlotAxis
{
    public string Heading { get; set; } = "";
    public bool Log { get; set; }
    public double? From { get; set; }
    public double? To { get; set; }
    public double[]? TickAt { get; set; }
    public string[]? TickText { get; set; }
    public string? Format { get; set; }

    /// <summary>Names in place of numbers: Plotly spaces them evenly.</summary>
    public bool Category { get; set; }

    /// <summary>The first row of a matrix stands on top.</summary>
    public bool Reversed { get; set; }

    /// <summary>Counts: rows and columns of a matrix.</summary>
    public bool Whole { get; set; }

    /// <summary>Room left free at both ends, as a part of the data's extent.</summary>
    public double Padding { get; set; }

    /// <summary>Room for texts above bars, as a part of the data's extent.</summary>
    public double Headroom { get; set; }

    /// <summary>Bars grow from zero.</summary>
    public bool FromZero { get; set; }

    private readonly List<double> data = [];

    public void Include(params IEnumerable<double> values) => data.AddRange(values.Where(double.IsFinite));

    /// <summary>The ends of the axis in the units in which Plotly counts: powers of ten on a log axis.</summary>
    public (double Low, double High) Range()
    {
        double[] shown = [.. data.Where(v => !Log || v > 0).Select(Counted)];
        var (a, b) = shown.Length == 0 ? (0, 1) : (shown.Min(), shown.Max());
        if (a == b) (a, b) = Log ? (a - 0.5, b + 0.5) : (a - Math.Max(0.5, Math.Abs(a) * 0.1), b + Math.Max(0.5, Math.Abs(b) * 0.1));
        var extent = b - a;
        if (FromZero && !Log && a >= 0) (a, b) = (0, b + (Headroom * b));
        else (a, b) = (a - ((Padding + (FromZero ? Headroom : 0)) * extent), b + ((Padding + Headroom) * extent));
        if (From is { } from) a = Counted(from);
        if (To is { } to) b = Counted(to);
        return (a, b);
    }

    /// <summary>1, 2, 5, 10, 20, 50… between two powers of ten.</summary>
    private static IEnumerable<double> FewPerDecade(double a, double b) =>
        from decade in Enumerable.Range((int)Math.Floor(a), (int)Math.Ceiling(b) - (int)Math.Floor(a) + 1)
        from digit in (double[])[1, 2, 5]
        let tick = decade < 0 ? digit / Math.Pow(10, -decade) : digit * Math.Pow(10, decade)
        where Math.Log10(tick) >= a - 1e-9 && Math.Log10(tick) <= b + 1e-9
        select tick;

    public double Counted(double value) => Log ? Math.Log10(value) : value;

    public LinearAxis ToAxis()
    {
        var axis = new LinearAxis().With(
            ("title", new Title().With(("text", Heading), ("font", HouseStyle.FontOf(16)), ("standoff", 10))),
            ("tickfont", HouseStyle.FontOf(14)),
            ("gridcolor", HouseStyle.Grid), ("linecolor", Palette.Grey), ("showline", true), ("zeroline", false),
            ("ticks", "outside"), ("tickcolor", Palette.Grey), ("ticklen", 5));
        if (Category) return axis.With(("type", "category"), ("autorange", Reversed ? "reversed" : null));
        var (a, b) = Range();
        axis.With(("type", Log ? "log" : "linear"), ("range", Reversed ? new[] { b, a } : [a, b]));
        if (TickAt is not null) return axis.With(("tickmode", "array"), ("tickvals", TickAt), ("ticktext", TickText), ("tickformat", Format));
        if (Log && b - a <= 2)
        {
            double[] ticks = [.. FewPerDecade(a, b)];
            return axis.With(("tickmode", "array"), ("tickvals", ticks), ("ticktext", ticks.Select(t => NumberText.Short(t, 3)).ToArray()), ("tickformat", Format));
        }
        int[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
        if (Log) axis.With(("dtick", Math.Max(1, (int)Math.Ceiling((b - a) / 8))));
        else if (Whole) axis.With(("dtick", steps.FirstOrDefault(s => s * 8 >= b - a, 1000)));
        else axis.With(("nticks", 8));
        return Format is not null ? axis.With(("tickformat", Format)) : axis.With(("exponentformat", Log && (a < -3.5 || b > 4.5) ? "power" : "none"));
    }
}
