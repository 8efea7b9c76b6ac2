using System.Diagnostics;
using System.Runtime;
using GruNotebooks.Numerics;

namespace GruNotebooks.Measuring;

/// <summary>Times pieces of work fairly: in turns, many rounds, and as a ratio within each round.</summary>
/// <remarks>A machine's speed changes from second to second. Two pieces that run one after the other in the same round feel the same
/// machine, so their <i>ratio</i> is steadier than either time. Quote the ratio.</remarks>
public static class Timing
{
    /// <summary>Runs all candidates in turns for about <paramref name="seconds"/> and compares each with the first.</summary>
    /// <param name="seconds">How long to measure in all; at least seven rounds are run whatever it says.</param>
    /// <param name="candidates">A name and the work of one repeat.</param>
    /// <exception cref="ArgumentException">There are no candidates, or the time is not positive.</exception>
    public static IReadOnlyList<Timed> Compare(double seconds, params (string Name, Action Run)[] candidates)
    {
        if (candidates.Length == 0) throw new ArgumentException("There is nothing to time.", nameof(candidates));
        if (!(seconds > 0)) throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "Measuring takes a positive time.");
        var clock = Stopwatch.StartNew();
        var calls = candidates.Select(candidate => CallsPerSample(candidate.Run, clock)).ToArray();
        var samples = candidates.Select(_ => new List<double>()).ToArray();

        clock.Restart();
        for (var round = 0; round < FewestRounds || clock.Elapsed.TotalSeconds < seconds; round++)
            for (var k = 0; k < candidates.Length; k++)
            {
                var turn = (k + round) % candidates.Length;   // nobody always goes first
                samples[turn].Add(Milliseconds(candidates[turn].Run, calls[turn]) / calls[turn]);
            }

        return [.. candidates.Select((candidate, k) => new Timed(
            candidate.Name,
            Spread.Of(samples[k]),
            Spread.Of(samples[k].Zip(samples[0], (own, first) => own / first))))];
    }

    /// <summary>An environment variable. Where it is set, as by <c>gru run --save</c>, <see cref="CompareTwice"/> refuses what no two looks agree on.</summary>
    public const string MustAgreeVariable = "GRU_TIMINGS_MUST_AGREE";

    /// <summary>Compares as <see cref="Compare"/> does, then looks again, until two looks in a row agree: what is to be saved is timed so.</summary>
    /// <remarks>A single look can be wrong without a word: another program that runs during it slows one candidate more than the other, and no
    /// spread within the look shows it. Nothing else that this process does may run meanwhile.</remarks>
    /// <param name="seconds">How long to measure in all when the first two looks agree.</param>
    /// <param name="candidates">A name and the work of one repeat.</param>
    /// <returns>The last two looks as one; <see cref="Timed.Looks"/> has the ratio of each, so that a reader sees whether they agree.</returns>
    /// <exception cref="InvalidOperationException"><see cref="MustAgreeVariable"/> is set and of five looks no two in a row agree: the machine is too busy for a number that is to be kept.</exception>
    public static IReadOnlyList<Timed> CompareTwice(double seconds, params (string Name, Action Run)[] candidates) =>
        Agreeing(longer => Compare(longer * seconds / 2, candidates), mustAgree: !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(MustAgreeVariable)));

    /// <summary>Looks until two in a row agree; from the third on each takes twice as long as the one before.</summary>
    internal static IReadOnlyList<Timed> Agreeing(Func<int, IReadOnlyList<Timed>> look, bool mustAgree)
    {
        var before = look(1);
        for (var more = 1; more < MostLooks; more++)
        {
            var now = look(1 << (more - 1));
            if (before.Zip(now, Agree).All(agree => agree) || (more == MostLooks - 1 && !mustAgree)) return [.. before.Zip(now, Timed.Joined)];
            before = now;
        }
        throw new InvalidOperationException($"The machine is too busy to time this: of {MostLooks} looks no two in a row agreed to {Agreement - 1:P0}. Close what else is running and run the cell again.");
    }

    /// <summary>Whether two looks give one answer. Times move with the machine's speed, ratios hardly, so times may differ more.</summary>
    private static bool Agree(Timed one, Timed other) =>
        Near(one.RatioToFirst.Median, other.RatioToFirst.Median, Agreement) && Near(one.Milliseconds.Median, other.Milliseconds.Median, TimeAgreement);

    private static bool Near(double a, double b, double limit) => a <= b * limit && b <= a * limit;

    /// <summary>Times one piece of work as <see cref="CompareTwice"/> does: it looks until two looks in a row agree.</summary>
    /// <param name="seconds">How long to measure in all when the first two looks agree; at least seven repeats are made in each look whatever it says.</param>
    /// <param name="run">The work of one repeat.</param>
    /// <returns>Milliseconds a repeat.</returns>
    /// <exception cref="InvalidOperationException">As <see cref="CompareTwice"/> says.</exception>
    public static Spread Of(double seconds, Action run) => CompareTwice(seconds, ("", run))[0].Milliseconds;

    private const int FewestRounds = 7;
    private const int MostLooks = 5;
    private const double Agreement = 1.25, TimeAgreement = 1.6;
    private const double ShortestSample = 2;   // ms: far above the clock's resolution
    private const double WarmUp = 150;         // ms
    private const double LongestWarmUp = 4000; // ms of all candidates: after that something else keeps the compiler busy

    /// <summary>Warms up until a sample is long enough, and until the just-in-time compiler has rested for a while: it improves code that has run, for seconds, on a core of its own.</summary>
    /// <param name="run">The work of one repeat.</param>
    /// <param name="warming">Runs since the warm-up of the first candidate.</param>
    private static int CallsPerSample(Action run, Stopwatch warming)
    {
        var (calls, compiled) = (1, JitInfo.GetCompiledMethodCount());
        var (clock, rested) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        while (true)
        {
            var sample = Milliseconds(run, calls);
            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
            {
                compiled = now;
                rested.Restart();
            }
            if (sample < ShortestSample) calls *= 2;
            else if (clock.Elapsed.TotalMilliseconds >= WarmUp && (rested.Elapsed.TotalMilliseconds >= WarmUp || warming.Elapsed.TotalMilliseconds >= LongestWarmUp)) return calls;
        }
    }

    private static double Milliseconds(Action run, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < calls; call++) run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

/// <summary>How long one piece of work took.</summary>
/// <param name="Name">What was timed.</param>
/// <param name="Milliseconds">A repeat's time; <see cref="Spread.Count"/> is the number of rounds.</param>
/// <param name="RatioToFirst">Its time over the first candidate's time in the same round.</param>
public sealed record Timed(string Name, Spread Milliseconds, Spread RatioToFirst)
{
    /// <summary>The median ratio of each look: one, or two that agree.</summary>
    public IReadOnlyList<double> Looks { get; private init; } = [RatioToFirst.Median];

    internal static Timed Joined(Timed one, Timed other) =>
        new(one.Name, Both(one.Milliseconds, other.Milliseconds), Both(one.RatioToFirst, other.RatioToFirst)) { Looks = [.. one.Looks, .. other.Looks] };

    /// <summary>The spread of two looks that agree: the middle of their medians and quartiles, the outermost of their ends.</summary>
    private static Spread Both(Spread a, Spread b) => new(
        (a.Median + b.Median) / 2, (a.LowerQuartile + b.LowerQuartile) / 2, (a.UpperQuartile + b.UpperQuartile) / 2,
        Math.Min(a.Minimum, b.Minimum), Math.Max(a.Maximum, b.Maximum), a.Count + b.Count);
}
