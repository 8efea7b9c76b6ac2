using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Measuring;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru bench`: how long one step of a layer takes, by itself, at a shape.</summary>
internal static class BenchVerb
{
    private const double WarmUpSeconds = 0.6;
    private static readonly string[] Cells = [.. CellKind.All.Select(kind => kind.Id.ToLowerInvariant())], Phases = ["train", "forward"], Precisions = ["float32", "float64"], Resets = ["before", "after"];

    public static Command Create()
    {
        var cell = Choice("--cell", "Which layer.", "gru", Cells);
        var hidden = Positive("--hidden", "H, units.", 128);
        var input = Positive("--input", "I, inputs at each step.", 128);
        var batch = Positive("--batch", "B, sequences side by side.", 16);
        var steps = Positive("--steps", "T, time steps.", 100);
        var threads = new Option<int>("--threads") { Description = "Threads; 0 is all cores.", DefaultValueFactory = _ => 0 };
        threads.Require(count => count >= 0, "--threads must be 0 (all cores) or more.");
        var phase = Choice("--phase", "train: forward, backward to inputs, initial state and every parameter. forward: that alone.", "train", Phases);
        var precision = Choice("--precision", "Type of the numbers.", "float32", Precisions);
        var reset = Choice("--reset", "Where a GRU's reset gate acts.", "after", Resets);
        var seconds = new Option<double>("--seconds") { Description = "How long to repeat the step.", DefaultValueFactory = _ => 1 };
        seconds.Require(value => value is > 0 and < 3600, "--seconds must lie between 0 and 3600.");
        var json = new Option<bool>("--json") { Description = "One line of JSON instead of a sentence." };
        var bench = new Command("bench", "Measure one training or forward step of a layer: median over many repetitions after a warm-up.")
        {
            cell, hidden, input, batch, steps, threads, phase, precision, reset, seconds, json,
        };
        bench.SetAction(parsed =>
        {
            var shape = new BenchShape(
                CellKind.Parse(parsed.GetValue(cell)!), parsed.GetValue(hidden), parsed.GetValue(input), parsed.GetValue(batch), parsed.GetValue(steps),
                parsed.GetValue(threads), parsed.GetValue(phase) == "train", parsed.GetValue(reset) == "before");
            try
            {
                var result = parsed.GetValue(precision) == "float32"
                    ? Measure<float>(shape, parsed.GetValue(seconds)) : Measure<double>(shape, parsed.GetValue(seconds));
                parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? result.ToJson() : result.ToString());
            }
            catch (ArgumentException failure)   // sizes that this machine cannot hold
            {
                throw new UserException(failure.Message, cause: failure);
            }
        });
        return bench;
    }

    private static BenchResult Measure<T>(BenchShape shape, double seconds) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A GRU as PyTorch computes it, unless its reset gate is asked to act before the product.
        var options = shape.Kind != CellKind.Gru ? null
            : new CellOptions { Variant = shape.ResetBefore ? GruVariant.ResetBefore : GruVariant.ResetAfter, Bias = BiasScheme.TwoPerGate };
        var layer = shape.Kind.CreateLayer<T>(shape.Input, shape.Hidden, 1, options);
        layer.Threads = shape.Threads;
        var work = new LayerWork<T>(layer, shape.Steps, shape.Batch);
        Action step = shape.Train ? work.Train : work.Forward;

        var start = Stopwatch.GetTimestamp();
        step();
        var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        for (var i = 0; WarmingUp(i, Stopwatch.GetElapsedTime(start).TotalSeconds); i++) step();

        var times = new double[20000];
        var count = 0;
        start = Stopwatch.GetTimestamp();
        while (count < 5 || (count < times.Length && Stopwatch.GetElapsedTime(start).TotalSeconds < seconds))
        {
            var begin = Stopwatch.GetTimestamp();
            step();
            times[count++] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times, 0, count);
        var median = times[count / 2];
        return new BenchResult(median, times[count / 10], times[Math.Min(count - 1, count * 9 / 10)], first, count, shape.Flops / median / 1e6, Allocated(step));
    }

    /// <summary>Bytes that a step allocates on all threads; the least of three counts, since the runtime itself now and then allocates.</summary>
    private static long Allocated(Action step)
    {
        const int steps = 3;
        var least = long.MaxValue;
        for (var count = 0; count < 3; count++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < steps; i++) step();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / steps);
        }

        return least;
    }

    /// <summary>At least 0.6 s, since the runtime compiles what is called often anew after a tenth of a second of quiet, and then again; up to four times that where a step is so slow that 100 of them take longer, but never fewer than 3.</summary>
    private static bool WarmingUp(int steps, double seconds) => steps < 3 || seconds < WarmUpSeconds || (steps < 100 && seconds < 4 * WarmUpSeconds);

    private static Option<int> Positive(string name, string description, int standard)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Require(value => value > 0, $"{name} must be a whole number above 0.");
        return option;
    }

    private static Option<string> Choice(string name, string description, string standard, string[] values)
    {
        var option = new Option<string>(name) { Description = $"{description} One of: {string.Join(", ", values)}.", DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private sealed record BenchShape(CellKind Kind, int Hidden, int Input, int Batch, int Steps, int Threads, bool Train, bool ResetBefore)
    {
        /// <summary>Floating-point operations of the products alone: two a weight, a step and a sequence; three times that for training.</summary>
        public double Flops => 2.0 * Batch * Steps * Kind.ProductsPerStep(Input, Hidden) * (Train ? 3 : 1);
    }

    private sealed record BenchResult(double Median, double P10, double P90, double First, int Repeats, double Gflops, long Bytes)
    {
        public string ToJson() => JsonSerializer.Serialize(new
        {
            median_ms = Median,
            p10_ms = P10,
            p90_ms = P90,
            first_ms = First,
            repeats = Repeats,
            gflops = Gflops,
            allocated_bytes = Bytes,
        });

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Median:G4} ms a step (80 % between {P10:G4} and {P90:G4}, first {First:G4}), {Repeats} steps, {Gflops:F1} GFLOP/s, {Bytes} bytes a step");
    }
}
