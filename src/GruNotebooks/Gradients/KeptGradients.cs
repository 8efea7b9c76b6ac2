using GruNotebooks.Layers;

namespace GruNotebooks.Gradients;

/// <summary>Lets a diagnostic run a backward pass without a trace in the gradients that a trainer may be collecting.</summary>
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
