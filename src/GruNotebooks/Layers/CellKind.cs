namespace GruNotebooks.Layers;

/// <summary>The three recurrent cells that the tutorial compares.</summary>
public enum CellKind
{
    /// <summary>The plain recurrent network: h' = tanh(W x + U h + b).</summary>
    Rnn,

    /// <summary>Long short-term memory: three gates and a separate cell state.</summary>
    Lstm,

    /// <summary>Gated recurrent unit: two gates and one state.</summary>
    Gru,
}
