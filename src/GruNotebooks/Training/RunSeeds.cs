namespace GruNotebooks.Training;

/// <summary>The seeds of one training run, all from one number: the same number gives the same run, to the last bit.</summary>
/// <param name="Layer">For the weights of the recurrent layer.</param>
/// <param name="Head">For the weights of the dense layer.</param>
/// <param name="Data">For the order and the drawing of examples; every cell that runs with this seed sees the same ones.</param>
/// <param name="Noise">For noise on the weights.</param>
public readonly record struct RunSeeds(ulong Layer, ulong Head, ulong Data, ulong Noise)
{
    /// <summary>The four seeds of a run; no two runs share one.</summary>
    public static RunSeeds From(ulong seed) => new(4 * seed, (4 * seed) + 1, (4 * seed) + 2, (4 * seed) + 3);
}
