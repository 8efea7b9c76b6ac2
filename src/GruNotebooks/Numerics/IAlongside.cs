namespace GruNotebooks.Numerics;

/// <summary>What is done alongside a matrix product: numbers that it needs later, or products that follow, are packed or brought nearer.</summary>
internal unsafe interface IAlongside<T> where T : unmanaged
{
    /// <summary>Called before a panel is used.</summary>
    void Before(int panel);

    /// <summary>
    /// Where tile <paramref name="tile"/> of a panel begins to ask the memory for lines, as many as <see cref="EachRound"/> for each of its rounds,
    /// one after the other. Null for nothing.
    /// </summary>
    T* Ahead(int panel, int tile);

    /// <summary>How many numbers a round of a tile asks for: two lines.</summary>
    static int EachRound => 2 * AlignedBuffer<T>.LineLength;
}
