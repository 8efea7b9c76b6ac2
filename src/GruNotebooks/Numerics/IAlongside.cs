namespace GruNotebooks.Numerics;

/// <summary>What is done alongside a matrix product, for products that follow: numbers that they need are packed, or brought nearer.</summary>
internal unsafe interface IAlongside<T> where T : unmanaged
{
    /// <summary>Called before a panel is used.</summary>
    void Before(int panel);

    /// <summary>
    /// Where tile <paramref name="tile"/> of a panel begins to ask the memory for lines: two neighbours for each row of the panel, as far apart
    /// as its rows are. With a panel three lines wide it takes two tiles to fetch as many numbers as it has. Null for nothing.
    /// </summary>
    T* Ahead(int panel, int tile);
}
