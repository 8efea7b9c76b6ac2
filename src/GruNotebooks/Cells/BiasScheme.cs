namespace GruNotebooks.Cells;

/// <summary>How many bias vectors a gate has. A parameter count means nothing without it.</summary>
public enum BiasScheme
{
    /// <summary>b only, as in the textbooks: G (H I + H² + H) parameters for G gates.</summary>
    OnePerGate,

    /// <summary>b beside the input weights and bU beside the recurrent ones (PyTorch, cuDNN): G (H I + H² + 2H) parameters.</summary>
    TwoPerGate,
}
