namespace GruNotebooks.Cells;

/// <summary>The squashing function of a plain recurrent network.</summary>
public enum RnnActivation
{
    /// <summary>tanh: bounded by −1 and 1.</summary>
    Tanh,

    /// <summary>max(0, x): does not saturate, and does not stay bounded (Le et al. 2015).</summary>
    Relu,
}
