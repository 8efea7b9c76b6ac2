using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GruNotebooks.Numerics;

/// <summary>512-bit vectors: AVX-512, 32 registers of them.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<T, Vector512<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    public static int TileRows => 8;

    public static Vector512<T> Zero => Vector512<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Constant(double value) => sizeof(T) == 4 ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>();

    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    public static Vector512<T> Load(T* from) => Vector512.Load(from);

    public static void Store(T* to, Vector512<T> value) => value.Store(to);

    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    public static Vector512<T> Subtract(Vector512<T> a, Vector512<T> b) => a - b;

    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    public static Vector512<T> Divide(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Fma(Vector512<T> a, Vector512<T> b, Vector512<T> c) => sizeof(T) == 4
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> NegatedFma(Vector512<T> a, Vector512<T> b, Vector512<T> c) => Fma(-a, b, c);

    public static Vector512<T> NegativeAbs(Vector512<T> a) => a | Constant(-0.0);

    public static Vector512<T> CopySign(Vector512<T> a, Vector512<T> b) => Vector512.CopySign(a, b);

    public static Vector512<T> AtLeast(Vector512<T> floor, Vector512<T> value) => Vector512.MaxNative(floor, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IfNegative(Vector512<T> x, Vector512<T> whereNegative, Vector512<T> otherwise) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), whereNegative, otherwise);

    public static Vector512<T> IfPositive(Vector512<T> x, Vector512<T> whereTrue) => Vector512.GreaterThan(x, Vector512<T>.Zero) & whereTrue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PowerOfTwo(Vector512<T> shifted) => sizeof(T) == 4
        ? (Vector512.ShiftLeft(shifted.AsInt32(), 23) + Vector512.Create(1f).AsInt32()).As<int, T>()
        : (Vector512.ShiftLeft(shifted.AsInt64(), 52) + Vector512.Create(1d).AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ScaleDown(Vector512<T> a, Vector512<T> shifted) => sizeof(T) == 4
        ? Avx512F.Scale(a.AsSingle(), shifted.AsSingle() - Vector512.Create(12582912f)).As<float, T>()
        : Avx512F.Scale(a.AsDouble(), shifted.AsDouble() - Vector512.Create(6755399441055744d)).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadBlocks(T* from, nint distance) => Vector512.Create(
        Simd256<T>.LoadBlocks(from, distance), Simd256<T>.LoadBlocks(from + (2 * distance), distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ZipLow(Vector512<T> a, Vector512<T> b) => sizeof(T) == 4
        ? Avx512F.UnpackLow(a.AsSingle(), b.AsSingle()).As<float, T>()
        : Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ZipHigh(Vector512<T> a, Vector512<T> b) => sizeof(T) == 4
        ? Avx512F.UnpackHigh(a.AsSingle(), b.AsSingle()).As<float, T>()
        : Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
}
