using System.Runtime.CompilerServices;

namespace GruNotebooks.Numerics;

/// <summary>
/// Numbers that begin on a cache line and never move. A 64-byte vector load that straddles two lines costs two, and .NET's arrays
/// begin 16 bytes into a line; so the array is one line longer, and the numbers begin at its first whole line.
/// </summary>
internal sealed unsafe class AlignedBuffer<T> where T : unmanaged
{
    private const int Line = 64;

    public AlignedBuffer(long length = 0) => Reserve(length);

    /// <summary>The array behind the numbers, which begin at <see cref="Offset"/>.</summary>
    public T[] Array { get; private set; } = [];

    public int Offset { get; private set; }

    public T* Pointer { get; private set; }

    public int Length { get; private set; }

    public Span<T> Span => new(Pointer, Length);

    /// <summary>Numbers in a cache line: rows are padded to a multiple of it, whatever the vectors' width.</summary>
    public static int LineLength => Line / sizeof(T);

    /// <summary><paramref name="count"/> rounded up to whole cache lines.</summary>
    public static int Padded(int count) => (count + LineLength - 1) / LineLength * LineLength;

    /// <summary><paramref name="count"/> rounded up to an odd number of cache lines: rows so far apart spread over all sets of a cache.</summary>
    public static int OddLines(int count) => (Padded(count) / LineLength | 1) * LineLength;

    /// <summary>Makes room for <paramref name="length"/> numbers. Where the room grows, the old numbers are lost and all are zero.</summary>
    /// <exception cref="ArgumentException">They are more than the memory can hold.</exception>
    public T* Reserve(long length)
    {
        if (length <= Length && Pointer != null) return Pointer;
        Array = NumberArray.New<T>("Working memory", pinned: true, length + LineLength);
        var start = (nuint)Unsafe.AsPointer(ref Array[0]);
        Pointer = (T*)((start + Line - 1) / Line * Line);
        Offset = (int)(((nuint)Pointer - start) / (nuint)sizeof(T));
        Length = (int)length;
        return Pointer;
    }
}
