namespace GruNotebooks.Cells;

/// <summary>What can be chosen about a cell besides its sizes and its seed. What is null is left at the cell's default.</summary>
public sealed record CellOptions
{
    /// <summary>Nothing chosen.</summary>
    public static CellOptions Default { get; } = new();

    /// <summary>One bias a gate, or two.</summary>
    public BiasScheme Bias { get; init; } = BiasScheme.OnePerGate;

    /// <summary>The squashing function of an RNN.</summary>
    public RnnActivation? Activation { get; init; }

    /// <summary>Where the reset gate of a GRU acts.</summary>
    public GruVariant? Variant { get; init; }

    /// <summary>The first bias of an LSTM's forget gate.</summary>
    public double? ForgetBias { get; init; }

    /// <summary>The names of the options that were chosen.</summary>
    internal IEnumerable<string> Chosen
    {
        get
        {
            if (Bias != BiasScheme.OnePerGate) yield return nameof(Bias);
            if (Activation is not null) yield return nameof(Activation);
            if (Variant is not null) yield return nameof(Variant);
            if (ForgetBias is not null) yield return nameof(ForgetBias);
        }
    }
}
