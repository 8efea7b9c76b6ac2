namespace GruNotebooks.Numerics;

/// <summary>What is done alongside a matrix product, for products that follow: numbers that they need are packed, or brought nearer.</summary>
internal unsafe interface IAlongside<T> where T : unmanaged
{
    /// <summary>Called before a panel is used.</summary>
    void Before(int panel);

    /// <summary>
    /// Where tile <paramref name="tile"/> of a panel begins to ask the memory for lines: one for each row of the panel, as far apart as its rows
    /// are. A panel three lines wide needs three tiles, each a line further, to fetch as many numbers as it has. Null for nothing.
    /// </summary>
    T* Ahead(int panel, int tile);
}
