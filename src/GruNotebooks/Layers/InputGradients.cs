using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>What a backward pass sends on to where its inputs came from.</summary>
/// <param name="Input">∂loss/∂x, [T, B, I].</param>
/// <param name="Initial">∂loss/∂initial state, [L, B, H].</param>
/// <param name="Hidden">∂loss/∂h of every step, all paths together, [T, B, output size] (of the last layer of a stack).</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed record InputGradients<T>(Sequence<T> Input, State<T> Initial, Sequence<T> Hidden)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
