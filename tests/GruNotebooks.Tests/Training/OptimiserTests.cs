using GruNotebooks.Layers;
using GruNotebooks.Measuring;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Training;

public class OptimiserTests
{
    // 37 numbers: whole vectors of every width and a rest, so that both loops are compared with the formula.
    private const int Count = 37, Steps = 5;

    [Fact]
    public void Adam_follows_its_algorithm() => Follows(p => new Adam<double>(p, 0.01, 0.9, 0.99, 1e-8), () =>
    {
        double m = 0, v = 0;
        int t = 0;
        return (w, g) =>
        {
            t++;
            m = (0.9 * m) + (0.1 * g);
            v = (0.99 * v) + (0.01 * g * g);
            return w - (0.01 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.99, t))) + 1e-8));
        };
    });

    [Fact]
    public void Weight_decay_shrinks_matrices_beside_the_gradient_and_leaves_biases_alone()
    {
        var (decayed, plain) = (Parameters(new SeededRandom(3)), Parameters(new SeededRandom(3)));
        Assert.Contains(decayed, p => p.Shape.Length == 2);
        new Adam<double>(decayed, 0.1, weightDecay: 0.5).Step();
        new Adam<double>(plain, 0.1).Step();
        var start = Parameters(new SeededRandom(3));
        for (int i = 0; i < start.Length; i++)
        {
            double lost = start[i].Shape.Length == 2 ? 0.1 * 0.5 : 0;
            for (int k = 0; k < start[i].Count; k++) Assert.Equal(plain[i].Value[k] - (lost * start[i].Value[k]), decayed[i].Value[k], 1e-12);
        }
    }

    [Fact]
    public void Weight_decay_without_adam_is_refused() => Assert.Throws<ArgumentException>(() => new Trainer<double>(
        new Network<double>(CellKind.Gru, 2, 3, 1, Readout.LastStep, 1), new GruNotebooks.Tasks.AddingProblem(10), new() { Optimiser = OptimiserKind.Sgd, WeightDecay = 0.1 }));

    [Fact]
    public void Momentum_follows_its_algorithm() => Follows(p => new Sgd<double>(p, 0.1, 0.9), () =>
    {
        double v = 0;
        return (w, g) => w - (0.1 * (v = (0.9 * v) + g));
    });

    [Fact]
    public void Rms_prop_follows_its_algorithm() => Follows(p => new RmsProp<double>(p, 0.1, 0.9, 1e-6), () =>
    {
        double v = 0;
        return (w, g) => w - (0.1 * g / (Math.Sqrt(v = (0.9 * v) + (0.1 * g * g)) + 1e-6));
    });

    [Fact]
    public void Clipping_keeps_the_direction_and_gives_the_norm_before()
    {
        var parameters = Parameters(new SeededRandom(3));
        double[] before = [.. parameters.SelectMany(p => p.Gradient)];
        double norm = Math.Sqrt(before.Sum(g => g * g));
        Assert.Equal(norm, GradientClip.ByGlobalNorm(parameters, norm * 2), 1e-12);
        Assert.Equal(before, parameters.SelectMany(p => p.Gradient));
        Assert.Equal(norm, GradientClip.ByGlobalNorm(parameters, norm / 4), 1e-12);
        Assert.Equal(norm / 4, GradientClip.GlobalNorm(parameters), 1e-12);
        Assert.All(before.Zip(parameters.SelectMany(p => p.Gradient)), pair => Assert.Equal(pair.First / 4, pair.Second, 1e-14));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var parameters = Parameters(new SeededRandom(3));
        Optimiser<double>[] all = [new Adam<double>(parameters), new Sgd<double>(parameters, 0.1, 0.9), new RmsProp<double>(parameters)];
        void Step()
        {
            foreach (var optimiser in all)
            {
                GradientClip.ByGlobalNorm(parameters, 0.1);
                optimiser.Step();
            }
        }
        Step();
        Assert.Equal(0, Allocation.Of(Step));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var parameters = Parameters(new SeededRandom(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>(parameters, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>(parameters, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>(parameters, beta2: 1));
        foreach (double epsilon in new[] { 0, -1e-8, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>(parameters, epsilon: epsilon));
            Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp<double>(parameters, epsilon: epsilon));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<float>(new Dense<float>(1, 1, 1).Parameters, epsilon: 1e-60));   // 0 in single precision
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>(parameters, 0.1, -0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClip.ByGlobalNorm(parameters, 0));
    }

    private static void Follows(Func<IReadOnlyList<Parameter<double>>, Optimiser<double>> create, Func<Func<double, double, double>> formula)
    {
        var random = new SeededRandom(5);
        var parameters = Parameters(random);
        var optimiser = create(parameters);
        var expected = parameters.SelectMany(p => p.Value).ToArray();
        var rules = expected.Select(_ => formula()).ToArray();
        for (int step = 0; step < Steps; step++)
        {
            foreach (var parameter in parameters)
                foreach (ref double g in parameter.Gradient.AsSpan()) g = random.NextNormal();
            var gradients = parameters.SelectMany(p => p.Gradient).ToArray();
            for (int k = 0; k < expected.Length; k++) expected[k] = rules[k](expected[k], gradients[k]);
            optimiser.Step();
        }
        Assert.All(expected.Zip(parameters.SelectMany(p => p.Value)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static Parameter<double>[] Parameters(SeededRandom random)
    {
        Parameter<double>[] parameters = [new("W", Count, 3), new("b", Count)];
        foreach (var parameter in parameters)
        {
            foreach (ref double w in parameter.Value.AsSpan()) w = random.NextNormal();
            foreach (ref double g in parameter.Gradient.AsSpan()) g = random.NextNormal();
        }
        return parameters;
    }
}
