using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GruNotebooks.Numerics;

/// <summary>The width of the vectors that this machine computes with. It changes the speed and not one bit of a result.</summary>
internal static class SimdWidth
{
    /// <summary>512, 256 or 128 bits. Arm64 and machines without AVX2 take the last, which .NET supports everywhere.</summary>
    public static int Bits { get; } = Vector512.IsHardwareAccelerated ? 512 : Avx2.IsSupported && Fma.IsSupported ? 256 : 128;
}
