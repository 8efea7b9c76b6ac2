namespace GruNotebooks.Cells;

/// <summary>Where a GRU's reset gate acts. Weights of the two variants are not interchangeable.</summary>
public enum GruVariant
{
    /// <summary>h̃ = tanh(W x + U (r ⊙ h) + b): Cho et al. 2014 (arXiv:1406.1078v3), Keras reset_after=False. For teaching.</summary>
    ResetBefore,

    /// <summary>h̃ = tanh(W x + b + r ⊙ (U h + b')): PyTorch, cuDNN, the default of Keras. For speed.</summary>
    ResetAfter,
}
