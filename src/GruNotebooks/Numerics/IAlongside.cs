namespace GruNotebooks.Numerics;

/// <summary>What is done alongside a matrix product, for products that follow: numbers that they need are packed, or brought nearer.</summary>
internal unsafe interface IAlongside<T> where T : unmanaged
{
    /// <summary>Called before a panel is used.</summary>
    void Before(int panel);

    /// <summary>
    /// What to ask the memory for while tile <paramref name="tile"/> of a panel is computed: from this address on a line beside every row of
    /// the panel, as far apart as those. So three tiles, each a line further, fetch as many numbers as a panel three lines wide has. Null for nothing.
    /// </summary>
    T* Ahead(int panel, int tile);
}
