using System.Globalization;
using System.Text;
using GruNotebooks.Numerics;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>The counters of a web service, simulated: what <c>dotnet-counters</c> would write for two weeks, made up so that it can be given away.</summary>
/// <remarks>
/// Requests follow the day and the week, with noise that lasts for an hour or two and a batch of jobs after midnight. Every request allocates, so the heap grows with them, until it passes the
/// budget of the collector: then it falls back to what is alive. That is a threshold, which no weighted sum of past values can follow. In the last
/// days one release holds on to memory: from <see cref="LeakFrom"/> on what is alive grows, until the service is restarted at <see cref="LeakTo"/>.
/// </remarks>
public static class ServiceCounters
{
    /// <summary>Lines of the file: 14 days of quarters of an hour.</summary>
    public const int Rows = 14 * PerDay;

    /// <summary>The first line (from 0) of the leak.</summary>
    public const int LeakFrom = 1240;

    /// <summary>The line (from 0) at which the service was restarted.</summary>
    public const int LeakTo = 1290;

    private const int PerDay = 96;
    private const double Alive = 180, Budget = 520;      // MB

    /// <summary>The counters, line by line; the same numbers every time.</summary>
    public static IReadOnlyList<(DateTime Time, double RequestsPerSecond, double HeapMegabytes)> Simulate()
    {
        var random = new SeededRandom(0x5E21CE);
        var rows = new List<(DateTime, double, double)>(Rows);
        double drift = 0, heap = Alive, held = 0, budget = Budget;
        for (int t = 0; t < Rows; t++)
        {
            double hour = t % PerDay / 4.0;
            bool weekend = t / PerDay % 7 >= 5;
            drift = (0.85 * drift) + (0.06 * random.NextNormal());
            double day = 0.35 + (0.65 * Math.Max(0, SameBits.Sin(Math.PI * (hour - 6) / 16))) + (0.25 * Math.Max(0, SameBits.Sin(Math.PI * (hour - 17) / 5)));
            double requests = Math.Max(5, 220 * (weekend ? 0.55 : 1) * day * (1 + drift));

            held = t is >= LeakFrom and < LeakTo ? held + 4 : t == LeakTo ? 0 : held;
            heap += requests * 0.55 * (1 + (0.03 * random.NextNormal()));
            if (heap > budget || t == LeakTo)
            {
                heap = Alive + held + (0.1 * requests);
                budget = Math.Max(Budget, heap + 120) + (8 * random.NextNormal());
            }
            rows.Add((new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).AddMinutes(15 * t), Math.Round(requests, 1), Math.Round(heap, 1)));
        }
        return rows;
    }

    /// <summary>The file data/counters.csv.</summary>
    public static string ToCsv()
    {
        var text = new StringBuilder("time,requests-per-second,gc-heap-megabytes\n");
        foreach (var (time, requests, heap) in Simulate()) text.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm},{requests:0.0},{heap:0.0}\n");
        return text.ToString();
    }
}
