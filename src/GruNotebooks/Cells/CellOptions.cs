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

    /// <summary>What a minGRU keeps of the past: z, or 2z − 1.</summary>
    public MinGruVariant? Keep { get; init; }

    /// <summary>The names of the options that were chosen.</summary>
    internal IEnumerable<string> Chosen
    {
        get
        {
            if (Bias != BiasScheme.OnePerGate) yield return nameof(Bias);
            if (Activation is not null) yield return nameof(Activation);
            if (Variant is not null) yield return nameof(Variant);
            if (ForgetBias is not null) yield return nameof(ForgetBias);
            if (Keep is not null) yield return nameof(Keep);
        }
    }
}

/// <summary>How many bias vectors a gate has. A parameter count means nothing without it.</summary>
public enum BiasScheme
{
    /// <summary>b only, as in the textbooks: G (H I + H² + H) parameters for G gates.</summary>
    OnePerGate,

    /// <summary>b beside the input weights and bU beside the recurrent ones (PyTorch, cuDNN): G (H I + H² + 2H) parameters.</summary>
    TwoPerGate,
}

/// <summary>Where a GRU's reset gate acts. Weights of the two variants are not interchangeable.</summary>
public enum GruVariant
{
    /// <summary>h̃ = tanh(W x + U (r ⊙ h) + b): Cho et al. 2014 (arXiv:1406.1078v3), Keras reset_after=False. For teaching.</summary>
    ResetBefore,

    /// <summary>h̃ = tanh(W x + b + r ⊙ (U h + b')): PyTorch, cuDNN, the default of Keras. For speed.</summary>
    ResetAfter,
}

/// <summary>What a minGRU multiplies its past with.</summary>
public enum MinGruVariant
{
    /// <summary>a = z, between 0 and 1: Feng et al. 2024 (arXiv:2410.01201). It can keep and forget.</summary>
    Positive,

    /// <summary>a = 2z − 1, between −1 and 1: the change that Grazzi et al. 2024 (arXiv:2411.12537) propose for linear recurrences. It can also turn over.</summary>
    Signed,
}

/// <summary>The squashing function of a plain recurrent network.</summary>
public enum RnnActivation
{
    /// <summary>tanh: bounded by −1 and 1.</summary>
    Tanh,

    /// <summary>max(0, x): does not saturate, and does not stay bounded (Le et al. 2015).</summary>
    Relu,
}
