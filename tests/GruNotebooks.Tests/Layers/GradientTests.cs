using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tests.Cells;

namespace GruNotebooks.Tests.Layers;

/// <summary>Every gradient of every layer against central differences, in double.</summary>
public class GradientTests
{
    public static TheoryData<string> Layers => [.. CellCases.All, "stack", "both", "deep-both"];

    internal static SequenceLayer<double> Make(string name, int inputs = 3, int hidden = 5) => name switch
    {
        "stack" => new Stacked<double>(new Gru<double>(inputs, hidden, 1), new Lstm<double>(hidden, hidden, 2)),
        "both" => new Bidirectional<double>(new Lstm<double>(inputs, hidden, 1), new Lstm<double>(inputs, hidden, 2)),
        "deep-both" => new Stacked<double>(
            new Bidirectional<double>(new Gru<double>(inputs, hidden, 1), new Gru<double>(inputs, hidden, 2)),
            new Bidirectional<double>(new Gru<double>(2 * hidden, hidden, 3), new Gru<double>(2 * hidden, hidden, 4))),
        _ => CellCases.CreateLayer(name, 1, inputs, hidden),
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_of_whole_sequences_are_those_of_central_differences(string name) => Check(Make(name), null);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_of_sequences_of_different_length_are_those_of_central_differences(string name) => Check(Make(name), [4, 6, 0]);

    private static void Check(SequenceLayer<double> layer, int[]? lengths)
    {
        const int steps = 6, batch = 3;
        var random = new SeededRandom(7);
        var x = Samples.Normal(steps, batch, layer.InputSize, random);
        var weights = Samples.Normal(steps, batch, layer.OutputSize, random);
        var (initial, dFinal) = (Samples.Normal(layer.ZeroState(batch), random), Samples.Normal(layer.ZeroState(batch), random));

        double Loss()
        {
            var tape = layer.Forward(x, initial, lengths);
            var loss = Samples.Dot(tape.Output.Data, weights.Data) + Samples.Dot(tape.Final.H, dFinal.H);
            return dFinal.C is null ? loss : loss + Samples.Dot(tape.Final.C!, dFinal.C);
        }

        layer.ZeroGradients();
        var gradients = layer.Backward(layer.Forward(x, initial, lengths), weights, dFinal);
        foreach (var parameter in layer.Parameters) Compare(parameter.Name, parameter.Value, parameter.Gradient, Loss);
        Compare("x", x.Data, gradients.Input.Data, Loss);
        Compare("h0", initial.H, gradients.Initial.H, Loss);
        if (initial.C is not null) Compare("c0", initial.C, gradients.Initial.C!, Loss);
    }

    private static void Compare(string name, double[] values, double[] analytic, Func<double> loss)
    {
        const double step = 1e-5;
        var (worst, largest) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = value + step;
            var up = loss();
            values[i] = value - step;
            var down = loss();
            values[i] = value;
            worst = Math.Max(worst, Math.Abs(analytic[i] - ((up - down) / (2 * step))));
            largest = Math.Max(largest, Math.Abs(analytic[i]));
        }

        Assert.True(worst <= 1e-7 * Math.Max(largest, 1e-3), $"{name}: off by {worst}, largest gradient {largest}");
    }
}
