namespace GruNotebooks.Numerics;

/// <summary>What a matrix product prepares for later work while it runs: weights are packed, or lines of memory asked for ahead of time.</summary>
internal unsafe interface IProductPrefetch<T> where T : unmanaged
{
    /// <summary>Called before a panel is used.</summary>
    void BeforePanel(int panel);

    /// <summary>
    /// The first address that tile <paramref name="tile"/> of a panel asks the memory for: <see cref="NumbersPerRound"/> numbers in each of its rounds,
    /// one after the other. Null for nothing.
    /// </summary>
    T* AddressFor(int panel, int tile);

    /// <summary>How many numbers a round of a tile asks for: two cache lines.</summary>
    static int NumbersPerRound => 2 * AlignedBuffer<T>.LineLength;
}
