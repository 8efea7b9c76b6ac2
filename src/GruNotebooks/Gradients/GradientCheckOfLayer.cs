using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Gradients;

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
