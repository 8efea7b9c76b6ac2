namespace GruNotebooks.Layers;

/// <summary>How a forward pass is tiled: a tile is some steps of a group of sequences, with one product W x for all its rows.</summary>
/// <remarks>
/// The product reads all of W, which pays from about a hundred rows. But its sums wait until their step comes, best in the L2 cache: where rows of
/// gates are long, a tile has fewer of them, and a large batch is taken in groups. Weights that exceed the L3 cache come from memory, much more slowly
/// than they are multiplied; there a pass must serve as many rows as there are.
/// Where W x + U h can be one sum, a tile of one step spares writing the sums of W x and reading them again. That pays as soon as the sequences
/// of a step fill two register tiles, so that W is not read for too few rows.
/// </remarks>
internal readonly record struct BatchTiling(int Groups, int Steps)
{
    private const int CachedGates = 400 << 10, CachedWeights = 16 << 20, JointFrom = 16;

    /// <summary>For so many sequences and steps; all weights, and a row of gates, in bytes; and whether W x + U h can be one sum.</summary>
    public static BatchTiling Of(int sequences, int steps, long weights, int gateRow, bool joint)
    {
        var cached = weights <= CachedWeights;
        var rows = cached ? Math.Clamp(CachedGates / gateRow, 32, 96) : 384;
        // The nearest number of groups, so that none is small. With more than one group a tile has one step.
        var groups = Math.Max(1, (sequences + (rows / 2)) / rows);
        var oneStep = groups > 1 || (joint && cached && sequences >= JointFrom);
        return new BatchTiling(groups, oneStep ? 1 : Math.Clamp(rows / sequences, 1, steps));
    }
}
