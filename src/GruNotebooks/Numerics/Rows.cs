namespace GruNotebooks.Numerics;

/// <summary>Rows of numbers in memory, a fixed distance apart.</summary>
internal readonly unsafe struct Rows<T>(T* pointer, int distance) where T : unmanaged
{
    /// <summary>From the beginning of a row to that of the next, in numbers.</summary>
    public readonly int Distance = distance;

    public T* this[int row] => pointer + ((nint)row * Distance);
}
