using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GruNotebooks.Numerics;

/// <summary>128-bit vectors: Arm64, which has 32 registers, and whatever else .NET runs on, where missing instructions are done in software.</summary>
internal readonly unsafe struct Simd128<T> : ISimd<T, Vector128<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector128<T>.Count;

    public static int TileRows => 8;

    public static Vector128<T> Zero => Vector128<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Constant(double value) => sizeof(T) == 4 ? Vector128.Create((float)value).As<float, T>() : Vector128.Create(value).As<double, T>();

    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    public static Vector128<T> Load(T* from) => Vector128.Load(from);

    public static void Store(T* to, Vector128<T> value) => value.Store(to);

    public static Vector128<T> Add(Vector128<T> a, Vector128<T> b) => a + b;

    public static Vector128<T> Subtract(Vector128<T> a, Vector128<T> b) => a - b;

    public static Vector128<T> Multiply(Vector128<T> a, Vector128<T> b) => a * b;

    public static Vector128<T> Divide(Vector128<T> a, Vector128<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Fma(Vector128<T> a, Vector128<T> b, Vector128<T> c) => sizeof(T) == 4
        ? Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> NegatedFma(Vector128<T> a, Vector128<T> b, Vector128<T> c) => Fma(-a, b, c);

    public static Vector128<T> NegativeAbs(Vector128<T> a) => a | Constant(-0.0);

    public static Vector128<T> CopySign(Vector128<T> a, Vector128<T> b) => Vector128.CopySign(a, b);

    public static Vector128<T> AtLeast(Vector128<T> floor, Vector128<T> value) => Vector128.MaxNative(floor, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> IfNegative(Vector128<T> x, Vector128<T> whereNegative, Vector128<T> otherwise) =>
        Vector128.ConditionalSelect(Vector128.LessThan(x, Vector128<T>.Zero), whereNegative, otherwise);

    public static Vector128<T> IfPositive(Vector128<T> x, Vector128<T> whereTrue) => Vector128.GreaterThan(x, Vector128<T>.Zero) & whereTrue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> PowerOfTwo(Vector128<T> shifted) => sizeof(T) == 4
        ? (Vector128.ShiftLeft(shifted.AsInt32(), 23) + Vector128.Create(1f).AsInt32()).As<int, T>()
        : (Vector128.ShiftLeft(shifted.AsInt64(), 52) + Vector128.Create(1d).AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> ScaleDown(Vector128<T> a, Vector128<T> shifted)
    {
        // 2^n = 2^p · 2^q with p = ⌊n/2⌋: the first product is exact, so only the second rounds. k = n + 2 · bias stays positive.
        if (sizeof(T) == 4)
        {
            var k = shifted.AsInt32() - Vector128.Create(0x4B400000 - 254);
            var p = Vector128.ShiftRightLogical(k, 1);
            return a * Vector128.ShiftLeft(p, 23).As<int, T>() * Vector128.ShiftLeft(k - p, 23).As<int, T>();
        }
        else
        {
            var k = shifted.AsInt64() - Vector128.Create(0x4338000000000000 - 2046);
            var p = Vector128.ShiftRightLogical(k, 1);
            return a * Vector128.ShiftLeft(p, 52).As<long, T>() * Vector128.ShiftLeft(k - p, 52).As<long, T>();
        }
    }

    public static Vector128<T> LoadBlocks(T* from, nint distance) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> ZipLow(Vector128<T> a, Vector128<T> b) => sizeof(T) == 4
        ? Vector128.Create(a.AsSingle()[0], b.AsSingle()[0], a.AsSingle()[1], b.AsSingle()[1]).As<float, T>()
        : Vector128.Create(a.AsDouble()[0], b.AsDouble()[0]).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> ZipHigh(Vector128<T> a, Vector128<T> b) => sizeof(T) == 4
        ? Vector128.Create(a.AsSingle()[2], b.AsSingle()[2], a.AsSingle()[3], b.AsSingle()[3]).As<float, T>()
        : Vector128.Create(a.AsDouble()[1], b.AsDouble()[1]).As<double, T>();
}
