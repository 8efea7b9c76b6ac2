using System.Runtime.Intrinsics;

namespace GruNotebooks.Numerics;

/// <summary>Which vectors this machine computes with. It changes the speed and not one bit of a result.</summary>
internal static class Widest
{
    /// <summary>512, 256 or 128 bits. Arm64 and machines without AVX2 take the last, which .NET supports everywhere.</summary>
    public static int Bits { get; } = Vector512.IsHardwareAccelerated ? 512 : System.Runtime.Intrinsics.X86.Avx2.IsSupported && System.Runtime.Intrinsics.X86.Fma.IsSupported ? 256 : 128;
}
