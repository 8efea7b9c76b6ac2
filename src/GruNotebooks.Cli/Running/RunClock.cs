using System.Globalization;

namespace GruNotebooks.Cli.Running;

/// <summary>How far a run is, by time: each cell counts as long as it took when the notebook last ran. Notebooks are named by their place in the list.</summary>
/// <param name="last">Seconds of each notebook's pieces: its code cells, and what comes after the last. Null for one that has not run yet.</param>
/// <param name="jobs">How many notebooks run at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RunClock(IReadOnlyList<double[]?> last, int jobs, TimeProvider time)
{
    /// <summary>Until this share of the work is done, the estimate leans on the last run more than on this one.</summary>
    private const double Trust = 0.1;

    private readonly long begun = time.GetTimestamp();
    private readonly double[] weights = Weights(last);
    private readonly Dictionary<int, Course> courses = [];
    private readonly Lock gate = new();

    public TimeSpan Elapsed => time.GetElapsedTime(begun);

    /// <summary>From 0 to 1, of the whole run.</summary>
    public double Fraction
    {
        get
        {
            lock (gate) return DoneSeconds() / weights.Sum();
        }
    }

    /// <summary>Null where no notebook has run before, so that nothing is known.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            if (last.All(pieces => pieces is null)) return null;
            double all = weights.Sum(), done, trusted = Trust * all;
            lock (gate) done = DoneSeconds();
            double pace = (Elapsed.TotalSeconds + trusted / Math.Min(jobs, weights.Length)) / (done + trusted);
            return TimeSpan.FromSeconds((all - done) * pace);
        }
    }

    /// <summary>For a line of text: both times, each with its name.</summary>
    public string Text => Remaining is { } left && Fraction < 1 ? $"elapsed {Minutes(Elapsed)}, remaining about {Minutes(left)}" : $"elapsed {Minutes(Elapsed)}";

    public void Started(int notebook)
    {
        lock (gate) courses[notebook] = new Course(time.GetTimestamp());
    }

    public void CellDone(int notebook, int total)
    {
        lock (gate)
        {
            courses[notebook].Total = total;
            courses[notebook].Next(time);
        }
    }

    public void Finished(int notebook)
    {
        lock (gate)
        {
            courses[notebook].Next(time);
            courses[notebook].IsOver = true;
        }
    }

    /// <summary>From 0 to 1, of one notebook that has started.</summary>
    public double FractionOf(int notebook)
    {
        lock (gate) return courses[notebook].Fraction(last[notebook], time);
    }

    public TimeSpan ElapsedOf(int notebook)
    {
        lock (gate) return time.GetElapsedTime(courses[notebook].Begun);
    }

    /// <summary>How long each piece of a finished notebook took.</summary>
    public IReadOnlyList<double> PiecesOf(int notebook)
    {
        lock (gate) return [.. courses[notebook].Pieces];
    }

    /// <summary>Minutes and seconds as a clock shows them, with hours where there are any.</summary>
    public static string Minutes(TimeSpan span) => span.ToString(span.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    private double DoneSeconds() => courses.Sum(course => weights[course.Key] * course.Value.Fraction(last[course.Key], time));

    /// <summary>A notebook that is new counts as one in the middle.</summary>
    private static double[] Weights(IReadOnlyList<double[]?> last)
    {
        const double Least = 0.1;
        double[] known = [.. last.OfType<double[]>().Select(pieces => Math.Max(Least, pieces.Sum())).Order()];
        double middle = known.Length == 0 ? 1 : known[known.Length / 2];
        return [.. last.Select(pieces => pieces is null ? middle : Math.Max(Least, pieces.Sum()))];
    }

    /// <summary>One notebook on its way.</summary>
    private sealed class Course(long begun)
    {
        private long pieceBegun = begun;

        public long Begun { get; } = begun;

        public List<double> Pieces { get; } = [];

        public int Total { get; set; }

        public bool IsOver { get; set; }

        public void Next(TimeProvider time)
        {
            Pieces.Add(time.GetElapsedTime(pieceBegun).TotalSeconds);
            pieceBegun = time.GetTimestamp();
        }

        public double Fraction(double[]? last, TimeProvider time)
        {
            if (IsOver) return 1;
            // Cells were added or removed since, or nothing is known.
            bool fits = last is not null && last.Sum() > 0 && (Total == 0 || last.Length == Total + 1) && Pieces.Count < last.Length;
            if (!fits) return Total == 0 ? 0 : Pieces.Count / (Total + 1.0);
            double inside = Math.Min(last![Pieces.Count], time.GetElapsedTime(pieceBegun).TotalSeconds);
            return (last.Take(Pieces.Count).Sum() + inside) / last.Sum();
        }
    }
}
