namespace GruNotebooks.Numerics;
internal static class X { public static int M; }
