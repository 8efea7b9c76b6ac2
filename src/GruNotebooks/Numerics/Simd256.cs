using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GruNotebooks.Numerics;

/// <summary>256-bit vectors: AVX2 with FMA, 16 registers.</summary>
internal readonly unsafe struct Simd256<T> : ISimd<T, Vector256<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    public static int TileRows => 4;

    public static Vector256<T> Zero => Vector256<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Constant(double value) => sizeof(T) == 4 ? Vector256.Create((float)value).As<float, T>() : Vector256.Create(value).As<double, T>();

    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    public static Vector256<T> Load(T* from) => Vector256.Load(from);

    public static void Store(T* to, Vector256<T> value) => value.Store(to);

    public static Vector256<T> Add(Vector256<T> a, Vector256<T> b) => a + b;

    public static Vector256<T> Subtract(Vector256<T> a, Vector256<T> b) => a - b;

    public static Vector256<T> Multiply(Vector256<T> a, Vector256<T> b) => a * b;

    public static Vector256<T> Divide(Vector256<T> a, Vector256<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Fma(Vector256<T> a, Vector256<T> b, Vector256<T> c) => sizeof(T) == 4
        ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> NegatedFma(Vector256<T> a, Vector256<T> b, Vector256<T> c) => Fma(-a, b, c);

    public static Vector256<T> NegativeAbs(Vector256<T> a) => a | Constant(-0.0);

    public static Vector256<T> CopySign(Vector256<T> a, Vector256<T> b) => Vector256.CopySign(a, b);

    public static Vector256<T> AtLeast(Vector256<T> floor, Vector256<T> value) => Vector256.MaxNative(floor, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> IfNegative(Vector256<T> x, Vector256<T> whereNegative, Vector256<T> otherwise) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<T>.Zero), whereNegative, otherwise);

    public static Vector256<T> IfPositive(Vector256<T> x, Vector256<T> whereTrue) => Vector256.GreaterThan(x, Vector256<T>.Zero) & whereTrue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> PowerOfTwo(Vector256<T> shifted) => sizeof(T) == 4
        ? (Vector256.ShiftLeft(shifted.AsInt32(), 23) + Vector256.Create(1f).AsInt32()).As<int, T>()
        : (Vector256.ShiftLeft(shifted.AsInt64(), 52) + Vector256.Create(1d).AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ScaleDown(Vector256<T> a, Vector256<T> shifted)
    {
        // 2^n = 2^p · 2^q with p = ⌊n/2⌋: the first product is exact, so only the second rounds. k = n + 2 · bias stays positive.
        if (sizeof(T) == 4)
        {
            var k = shifted.AsInt32() - Vector256.Create(0x4B400000 - 254);
            var p = Vector256.ShiftRightLogical(k, 1);
            return a * Vector256.ShiftLeft(p, 23).As<int, T>() * Vector256.ShiftLeft(k - p, 23).As<int, T>();
        }
        else
        {
            var k = shifted.AsInt64() - Vector256.Create(0x4338000000000000 - 2046);
            var p = Vector256.ShiftRightLogical(k, 1);
            return a * Vector256.ShiftLeft(p, 52).As<long, T>() * Vector256.ShiftLeft(k - p, 52).As<long, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadBlocks(T* from, nint distance) => Vector256.Create(Vector128.Load(from), Vector128.Load(from + distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ZipLow(Vector256<T> a, Vector256<T> b) => sizeof(T) == 4
        ? Avx.UnpackLow(a.AsSingle(), b.AsSingle()).As<float, T>()
        : Avx.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ZipHigh(Vector256<T> a, Vector256<T> b) => sizeof(T) == 4
        ? Avx.UnpackHigh(a.AsSingle(), b.AsSingle()).As<float, T>()
        : Avx.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
}
