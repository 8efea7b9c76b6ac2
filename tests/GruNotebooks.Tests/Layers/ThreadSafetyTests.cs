using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Layers;

/// <summary>One layer, many threads: what each gets is what it would have got alone.</summary>
public class ThreadSafetyTests
{
    private const int Callers = 8, Rounds = 20;

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in CellCases.All.Append("stack").Append("both"))
        {
            data.Add(name, 1);
            data.Add(name, 2);
        }

        return data;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Forward_gives_each_of_eight_threads_its_own_results(string name, int threads)
    {
        var layer = GradientTests.Make(name, 6, 40);
        layer.Threads = threads;
        var inputs = Enumerable.Range(0, Callers).Select(k => Samples.Normal(30 + k, 4, 6, new SeededRandom((ulong)k))).ToArray();
        var expected = inputs.Select(x => layer.Forward(x).Output.Data.ToArray()).ToArray();
        AtOnce(k =>
        {
            Tape<double>? tape = null;
            for (var round = 0; round < Rounds; round++)
            {
                tape = layer.Forward(inputs[k], reuse: tape, record: round % 2 == 0);
                Assert.Equal(expected[k], tape.Output.Data);
            }
        });
    }

    [Theory, MemberData(nameof(Cases))]
    public void Forward_and_backward_from_eight_threads_add_every_gradient_once(string name, int threads)
    {
        var layer = GradientTests.Make(name, 6, 20);
        layer.Threads = threads;
        var inputs = Enumerable.Range(0, Callers).Select(k => Samples.Normal(12, 3, 6, new SeededRandom((ulong)k))).ToArray();
        var dOutput = Samples.Normal(12, 3, layer.OutputSize, new SeededRandom(99));
        layer.ZeroGradients();
        var expected = inputs.Select(x => layer.Backward(layer.Forward(x), dOutput).Input.Data).ToArray();
        var sums = layer.Parameters.Select(parameter => parameter.Gradient.ToArray()).ToArray();
        layer.ZeroGradients();
        AtOnce(k =>
        {
            for (var round = 0; round < Rounds; round++) Assert.Equal(expected[k], layer.Backward(layer.Forward(inputs[k]), dOutput).Input.Data);
        });
        foreach (var (parameter, once) in layer.Parameters.Zip(sums))
        {
            var scale = Math.Max(1, once.Max(Math.Abs));
            for (var i = 0; i < once.Length; i++) Assert.Equal(Rounds * once[i], parameter.Gradient[i], 1e-10 * Rounds * scale);
        }
    }

    [Fact]
    public void A_head_gives_each_of_eight_threads_its_own_results()
    {
        var head = new Dense<double>(20, 7, seed: 1);
        var inputs = Enumerable.Range(0, Callers).Select(k => Samples.Normal(20 + k, 4, 20, new SeededRandom((ulong)k))).ToArray();
        var expected = inputs.Select(x => head.Forward(x).Data).ToArray();
        var back = inputs.Zip(expected, (x, y) => head.Backward(x, new Sequence<double>(x.Steps, 4, 7, y)).Data).ToArray();
        AtOnce(k =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var y = head.Forward(inputs[k]);
                Assert.Equal(expected[k], y.Data);
                Assert.Equal(back[k], head.Backward(inputs[k], y).Data);
            }
        });
    }

    [Fact]
    public void More_threads_than_the_pool_may_have_are_not_used()
    {
        var layer = new Lstm<float>(4, 4, seed: 1) { Threads = 1000 };
        Assert.Equal(WorkerPool.MostThreads, RecurrentPass<float>.PartsWorth(layer, multiplyAdds: 1e12, most: int.MaxValue));
        Assert.Equal(1, RecurrentPass<float>.PartsWorth(layer, multiplyAdds: 1000, most: int.MaxValue));
    }

    private static void AtOnce(Action<int> work)
    {
        var failures = new Exception?[Callers];
        using var start = new Barrier(Callers);
        var threads = Enumerable.Range(0, Callers).Select(k => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                work(k);
            }
            catch (Exception failure)
            {
                failures[k] = failure;
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.All(failures, Assert.Null);
    }
}
