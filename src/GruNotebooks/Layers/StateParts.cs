using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>Moves the states of single layers in and out of the state of a whole.</summary>
internal static class StateParts
{
    public static void Copy<T>(State<T> from, int fromLayer, State<T> to, int toLayer, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var l = 0; l < count; l++)
        {
            from.HiddenOf(fromLayer + l).CopyTo(to.HiddenOf(toLayer + l));
            if (to.C is null) continue;
            if (from.C is null) to.CellOf(toLayer + l).Clear();
            else from.CellOf(fromLayer + l).CopyTo(to.CellOf(toLayer + l));
        }
    }
}
