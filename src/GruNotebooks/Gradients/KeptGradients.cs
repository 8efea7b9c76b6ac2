using GruNotebooks.Layers;

namespace GruNotebooks.Gradients;

/// <summary>Runs a backward pass and restores the gradients of the layer, which a trainer may be accumulating.</summary>
internal static class KeptGradients
{
    public static TResult Around<TResult>(SequenceLayer<double> layer, Func<TResult> backward)
    {
        var kept = layer.Parameters.Select(parameter => (double[])parameter.Gradient.Clone()).ToArray();
        try
        {
            return backward();
        }
        finally
        {
            for (var k = 0; k < kept.Length; k++) kept[k].CopyTo(layer.Parameters[k].Gradient, 0);
        }
    }
}
