namespace GruNotebooks.Training;

/// <summary>Which rule turns gradients into steps.</summary>
public enum OptimiserKind
{
    /// <summary><see cref="Adam{T}"/>.</summary>
    Adam,

    /// <summary><see cref="Sgd{T}"/>, with the momentum of the settings.</summary>
    Sgd,

    /// <summary><see cref="RmsProp{T}"/>.</summary>
    RmsProp,
}
