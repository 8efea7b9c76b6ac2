using System.Diagnostics;
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
        var calls = candidates.Select(candidate => CallsPerSample(candidate.Run)).ToArray();
        var samples = candidates.Select(_ => new List<double>()).ToArray();

        var clock = Stopwatch.StartNew();
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

    /// <summary>Times one piece of work.</summary>
    /// <param name="seconds">How long to measure; at least seven repeats are made whatever it says.</param>
    /// <param name="run">The work of one repeat.</param>
    /// <returns>Milliseconds a repeat.</returns>
    public static Spread Of(double seconds, Action run) => Compare(seconds, ("", run))[0].Milliseconds;

    private const int FewestRounds = 7;
    private const double ShortestSample = 2;   // ms: far above the clock's resolution
    private const double WarmUp = 150;         // ms: the just-in-time compiler improves code that has run for a while

    private static int CallsPerSample(Action run)
    {
        var (calls, clock) = (1, Stopwatch.StartNew());
        while (true)
        {
            var sample = Milliseconds(run, calls);
            if (sample < ShortestSample) calls *= 2;
            else if (clock.Elapsed.TotalMilliseconds >= WarmUp) return calls;
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
public sealed record Timed(string Name, Spread Milliseconds, Spread RatioToFirst);
