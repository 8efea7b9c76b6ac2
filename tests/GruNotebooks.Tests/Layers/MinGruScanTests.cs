using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Measuring;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Layers;

/// <summary>A minGRU by a scan over time gives the states of the loop.</summary>
public class MinGruScanTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 4, 7, 2)]
    [InlineData(5, 37, 64, 3)]
    [InlineData(5, 37, 65, 1)]
    [InlineData(16, 48, 1000, 2)]
    public void Scan_equals_the_loop_to_1e_12(int inputs, int hidden, int steps, int batch)
    {
        foreach (var keep in Enum.GetValues<MinGruVariant>())
        {
            var layer = new MinGru<double>(inputs, hidden, seed: 1, keep);
            var (x, initial) = (Samples.Normal(steps, batch, inputs, new SeededRandom(2)), Samples.Normal(layer.ZeroState(batch), new SeededRandom(3)));
            foreach (var start in new[] { null, initial })
            {
                var (loop, scan) = (layer.Forward(x, start).Output.Data, layer.Scan(x, start).Data);
                for (var k = 0; k < loop.Length; k++) Assert.Equal(loop[k], scan[k], 1e-12);
            }
        }
    }

    [Fact]
    public void Threads_change_no_bit_of_a_scan()
    {
        var x = Samples.Normal(500, 3, 40, new SeededRandom(2));
        double[] Run(int threads) => new MinGru<double>(40, 64, seed: 1) { Threads = threads }.Scan(x).Data;
        var one = Run(1);
        foreach (var threads in new[] { 2, 3, 7 }) Assert.Equal(one, Run(threads));
    }

    [Fact]
    public void A_scan_that_reads_its_result_does_not_write_over_it()
    {
        var layer = new MinGru<double>(4, 4, seed: 1);
        var states = layer.Scan(Samples.Normal(6, 2, 4, new SeededRandom(2)));
        double[] before = [.. states.Data];
        Assert.NotEqual(before, layer.Scan(states, reuse: states).Data);
        Assert.Equal(before, states.Data);
    }

    [Fact]
    public void A_scan_that_reuses_its_result_allocates_nothing()
    {
        var layer = new MinGru<float>(5, 20, seed: 1) { Threads = 1 };
        var x = Samples.Normal<float>(100, 2, 5, new SeededRandom(2));
        var states = layer.Scan(x);
        Assert.Equal(0, Allocation.Of(() => states = layer.Scan(x, reuse: states)));
    }

    [Theory]
    [InlineData(MinGruVariant.Positive)]
    [InlineData(MinGruVariant.Signed)]
    public void Prefixes_of_readable_steps_give_the_states_of_the_readable_cell(MinGruVariant keep)
    {
        var cell = new MinGruCell(3, 4, seed: 1, keep);
        var random = new SeededRandom(2);
        var xs = Enumerable.Range(0, 11).Select(_ => Vector<double>.Build.Dense(3, _ => random.NextNormal())).ToArray();
        var start = Vector<double>.Build.Dense(4, _ => random.NextNormal());
        var states = cell.Unroll(xs, new CellState(start)).Outputs;
        var prefixes = LinearStep.Scan([.. xs.Select(cell.StepFor)]);
        foreach (var (state, prefix) in states.Zip(prefixes)) Assert.True((state - prefix.Apply(start)).InfinityNorm() < 1e-14);
    }

    [Fact]
    public void Composition_of_steps_is_associative_and_does_not_commute()
    {
        var cell = new MinGruCell(3, 4, seed: 1);
        var random = new SeededRandom(2);
        var s = Enumerable.Range(0, 3).Select(_ => cell.StepFor(Vector<double>.Build.Dense(3, _ => random.NextNormal()))).ToArray();
        var (left, right) = (s[0].Then(s[1]).Then(s[2]), s[0].Then(s[1].Then(s[2])));
        Assert.True((left.a - right.a).InfinityNorm() < 1e-15 && (left.b - right.b).InfinityNorm() < 1e-15);
        Assert.True((s[0].Then(s[1]).b - s[1].Then(s[0]).b).InfinityNorm() > 0.01);
    }
}
