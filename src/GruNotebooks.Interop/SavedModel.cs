using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Interop;

/// <summary>A trained layer, and the dense head that reads its outputs if there is one.</summary>
/// <param name="Layer">What reads sequences.</param>
/// <param name="Head">What answers; null for the layer alone.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed record SavedModel<T>(SequenceLayer<T> Layer, Dense<T>? Head = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer and the head of a network.</summary>
    public SavedModel(Network<T> network) : this(network.Layer, network.Head) { }

    /// <summary>Every parameter with a name that is unique in the model: those of the layer behind "layer.", those of the head behind "head.".</summary>
    internal IEnumerable<(string Name, Parameter<T> Parameter)> NamedParameters =>
        Layer.Parameters.Select(parameter => ("layer." + parameter.Name, parameter))
            .Concat(Head?.Parameters.Select(parameter => ("head." + parameter.Name, parameter)) ?? []);
}
