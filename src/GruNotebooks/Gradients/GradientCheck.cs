using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Gradients;

/// <summary>Checks every analytic gradient against central differences: is the backward pass the derivative of the forward pass?</summary>
/// <remarks>
/// The loss is a weighted sum of all outputs and final states, with random weights. Each parameter, input and initial state is moved
/// by ε up and down, and (loss(+ε) − loss(−ε)) / 2ε is put beside what the backward pass says.
/// <para>A check like this finds every mistake of the backward pass. A mistake of the <b>forward</b> pass that the backward pass
/// follows faithfully passes it: the gradient of the wrong function is still a gradient.</para>
/// </remarks>
public static class GradientCheck
{
    /// <summary>The largest relative error that passes, 1e-7: far above the rounding of differences in double, far below any mistake.</summary>
    public const double Tolerance = 1e-7;

    /// <summary>ε, the step of the differences. Its square is the error of the formula; rounding costs about 1e-16 / ε.</summary>
    public const double Step = 1e-5;

    /// <summary>Checks a layer, a stack or both directions: every parameter, the inputs and the initial state.</summary>
    /// <param name="layer">What to check; its gradients are overwritten, its values are moved and put back.</param>
    /// <param name="seed">Draws inputs, initial states and the weights of the loss.</param>
    /// <param name="steps">T of the drawn inputs.</param>
    /// <param name="batch">B of the drawn inputs.</param>
    /// <param name="lengths">Steps that each sequence really has, [B]; all T if null.</param>
    public static GradientCheckResult Of(SequenceLayer<double> layer, ulong seed = 1, int steps = 6, int batch = 2, int[]? lengths = null) =>
        GradientCheckOfLayer.Run(layer, seed, steps, batch, lengths);

    /// <summary>Checks a cell over a sequence: every array of the cell, the inputs and the initial state.</summary>
    /// <param name="cell">What to check; its values are moved and put back.</param>
    /// <param name="seed">Draws inputs, initial states and the weights of the loss.</param>
    /// <param name="steps">T of the drawn inputs.</param>
    public static GradientCheckResult Of(Cell cell, ulong seed = 1, int steps = 6) =>
        Of(new CellLayer(cell), seed, steps, batch: 1);

    /// <summary>Compares every number of every tensor.</summary>
    /// <param name="tensors">What to move, with its analytic gradient already there.</param>
    /// <param name="outputs">Runs the forward pass and gives all that the loss reads.</param>
    /// <param name="lossWeights">The weight of each output in the loss.</param>
    internal static GradientCheckResult Compare(IReadOnlyList<GradientCheckTensor> tensors, Func<double[]> outputs, double[] lossWeights)
    {
        var found = tensors.Select(tensor => Compare(tensor, outputs, lossWeights)).ToArray();
        // A gradient that is zero throughout has nothing to be relative to but the others.
        var smallestScale = 1e-4 * found.Max(worst => worst.LargestGradient);
        return new GradientCheckResult([.. found.Select(row => row with
        {
            RelativeError = row.LargestError == 0 ? 0 : row.LargestError / Math.Max(row.LargestGradient, smallestScale),
        })]);
    }

    private static GradientCheckRow Compare(GradientCheckTensor tensor, Func<double[]> outputs, double[] lossWeights)
    {
        var numeric = new double[tensor.Count];
        var largest = 0.0;
        for (var k = 0; k < tensor.Count; k++)
        {
            numeric[k] = Difference(tensor, k, Step, outputs, lossWeights);
            largest = Larger(largest, Larger(Math.Abs(numeric[k]), Math.Abs(tensor.Analytic(k))));
        }
        var (worst, worstError) = (0, 0.0);
        for (var k = 0; k < tensor.Count; k++)
        {
            var error = Math.Abs(tensor.Analytic(k) - numeric[k]);
            // A kink of relu closer than ε goes away with a smaller step; a mistake stays.
            for (var step = Step / 10; error > Tolerance * largest && step > Step / 1e3; step /= 10)
            {
                var closer = Difference(tensor, k, step, outputs, lossWeights);
                if (Math.Abs(tensor.Analytic(k) - closer) < error) (numeric[k], error) = (closer, Math.Abs(tensor.Analytic(k) - closer));
            }
            if (error > worstError || double.IsNaN(error)) (worst, worstError) = (k, error);
            if (double.IsNaN(error)) break;
        }
        return new GradientCheckRow(
            tensor.Name, tensor.ShapeText, largest, worstError, 0, tensor.IndexText(worst), tensor.Analytic(worst), numeric[worst]);
    }

    /// <summary>(loss(+ε) − loss(−ε)) / 2ε. The outputs are subtracted before they are summed, which loses fewer digits.</summary>
    private static double Difference(GradientCheckTensor tensor, int k, double step, Func<double[]> outputs, double[] lossWeights)
    {
        var value = tensor.Get(k);
        tensor.Set(k, value + step);
        var above = outputs();
        tensor.Set(k, value - step);
        var below = outputs();
        tensor.Set(k, value);
        var sum = 0.0;
        for (var n = 0; n < lossWeights.Length; n++) sum += lossWeights[n] * (above[n] - below[n]);
        return sum / (2 * step);
    }

    private static double Larger(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : Math.Max(a, b);
}

/// <summary>The gradient check of a layer, a stack or both directions, over a batch.</summary>
internal static class GradientCheckOfLayer
{
    public static GradientCheckResult Run(SequenceLayer<double> layer, ulong seed, int steps, int batch, int[]? lengths)
    {
        var random = new SeededRandom(seed);
        var x = new Sequence<double>(steps, batch, layer.InputSize);
        var initial = layer.ZeroState(batch);
        var dOutput = new Sequence<double>(steps, batch, layer.OutputSize);
        var dFinal = layer.ZeroState(batch);
        foreach (var drawn in new[] { x.Data, initial.H, initial.C, dOutput.Data, dFinal.H, dFinal.C })
            for (var k = 0; k < drawn?.Length; k++) drawn[k] = random.NextUniform(-1, 1);

        layer.ZeroGradients();
        var back = layer.Backward(layer.Forward(x, initial, lengths), dOutput, dFinal);

        List<GradientCheckTensor> tensors =
        [
            .. layer.Parameters.Select(parameter => GradientCheckTensor.Of(parameter.Name, parameter.Shape, parameter.Value, parameter.Gradient)),
            GradientCheckTensor.Of("x", [steps, batch, layer.InputSize], x.Data, back.Input.Data),
            GradientCheckTensor.Of("h0", [layer.StateLayers, batch, layer.HiddenSize], initial.H, back.Initial.H),
        ];
        if (initial.C is { } c0) tensors.Add(GradientCheckTensor.Of("c0", [layer.StateLayers, batch, layer.HiddenSize], c0, back.Initial.C!));

        return GradientCheck.Compare(tensors, () => Read(layer.Forward(x, initial, lengths)), [.. dOutput.Data, .. dFinal.H, .. dFinal.C ?? []]);
    }

    private static double[] Read(Tape<double> tape) => [.. tape.Output.Data, .. tape.Final.H, .. tape.Final.C ?? []];
}

/// <summary>One tensor under check: how to move each of its numbers, and what the backward pass says of each.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Shape">Its sizes, outermost first.</param>
/// <param name="Get">Number k, row-major.</param>
/// <param name="Set">Writes number k.</param>
/// <param name="Analytic">∂loss/∂number k, as the backward pass gives it.</param>
internal sealed record GradientCheckTensor(string Name, int[] Shape, Func<int, double> Get, Action<int, double> Set, Func<int, double> Analytic)
{
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    public string ShapeText => $"[{string.Join(" × ", Shape)}]";

    /// <summary>Number k as indices: [2, 0].</summary>
    public string IndexText(int k)
    {
        var indices = new int[Shape.Length];
        for (var axis = Shape.Length - 1; axis >= 0; axis--) (k, indices[axis]) = Math.DivRem(k, Shape[axis]);
        return $"[{string.Join(", ", indices)}]";
    }

    public static GradientCheckTensor Of(string name, int[] shape, double[] values, double[] gradient) =>
        new(name, shape, k => values[k], (k, value) => values[k] = value, k => gradient[k]);
}
