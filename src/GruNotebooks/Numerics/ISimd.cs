namespace GruNotebooks.Numerics;

/// <summary>
/// What the kernels ask of a processor: vectors <typeparamref name="V"/> of numbers <typeparamref name="T"/>. Each width implements it
/// once, for float and double, and every kernel is written once against it. All members are static and all type arguments are
/// structs, so the JIT compiles one copy of a kernel for each width and type with every call inlined: no dispatch remains.
/// </summary>
/// <remarks>Every operation is rounded as IEEE 754 says, the fused multiply-add once. So all widths give the same bits.</remarks>
internal unsafe interface ISimd<T, V> where T : unmanaged where V : unmanaged
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the largest register tile, which is 3 vectors wide: its accumulators must fit the processor's registers.</summary>
    static abstract int TileRows { get; }

    static abstract V Zero { get; }

    /// <summary>A vector of a constant; the conversion happens when the JIT compiles.</summary>
    static abstract V Constant(double value);

    static abstract V Broadcast(T value);

    static abstract V Load(T* from);

    static abstract void Store(T* to, V value);

    static abstract V Add(V a, V b);

    static abstract V Subtract(V a, V b);

    static abstract V Multiply(V a, V b);

    static abstract V Divide(V a, V b);

    /// <summary>a · b + c with one rounding.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary>c − a · b with one rounding.</summary>
    static abstract V NegatedFma(V a, V b, V c);

    /// <summary>−|a|.</summary>
    static abstract V NegativeAbs(V a);

    /// <summary>The magnitude of a with the sign of b.</summary>
    static abstract V CopySign(V a, V b);

    /// <summary>The larger; where <paramref name="value"/> is NaN, NaN.</summary>
    static abstract V AtLeast(V floor, V value);

    /// <summary>whereNegative if x &lt; 0, else otherwise.</summary>
    static abstract V IfNegative(V x, V whereNegative, V otherwise);

    /// <summary>whereTrue if x &gt; 0, else 0.</summary>
    static abstract V IfPositive(V x, V whereTrue);

    /// <summary>2^n, with n read from the low bits of 1.5 · 2^(mantissa bits) + n; n must give a normal number.</summary>
    static abstract V PowerOfTwo(V shifted);

    /// <summary>a · 2^n, rounded once even where the result is subnormal; n as in <see cref="PowerOfTwo"/>, −1490 ≤ n ≤ 0 (float: −250).</summary>
    static abstract V ScaleDown(V a, V shifted);

    /// <summary>Blocks of 128 bits from memory, the first at <paramref name="from"/>, each next one <paramref name="distance"/> numbers on.</summary>
    static abstract V LoadBlocks(T* from, nint distance);

    /// <summary>a0 b0 a1 b1 …: in each block of 128 bits the first halves of a and b, interleaved.</summary>
    static abstract V ZipLow(V a, V b);

    /// <summary>In each block of 128 bits the second halves of a and b, interleaved.</summary>
    static abstract V ZipHigh(V a, V b);
}

/// <summary>A number that the JIT knows, as a type argument: the rows or columns of a register tile.</summary>
internal interface ISize
{
    static abstract int Value { get; }
}
