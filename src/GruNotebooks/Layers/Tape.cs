using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The record of one forward pass: what came out, and what the backward pass needs of what happened inside.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Tape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What was read, [T, B, I]; not a copy, so leave it as it is until the backward pass.</summary>
    public abstract Sequence<T> Input { get; }

    /// <summary>What was given out at every step, [T, B, output size]: h for one layer.</summary>
    public abstract Sequence<T> Output { get; }

    /// <summary>The state after each sequence's last step; an <c>initial</c> for the next piece of the same sequences.</summary>
    public abstract State<T> Final { get; }

    /// <summary>Whether the next pass recorded here would write where these sequences are: then it needs a tape of its own, or nothing would be left for the backward pass to read.</summary>
    internal virtual bool Overwrites(Sequence<T> x) => ReferenceEquals(Output.Data, x.Data);
}

/// <summary>What a backward pass sends on to where its inputs came from.</summary>
/// <param name="Input">∂loss/∂x, [T, B, I].</param>
/// <param name="Initial">∂loss/∂initial state, [L, B, H].</param>
/// <param name="Hidden">∂loss/∂h of every step, all paths together, [T, B, output size] (of the last layer of a stack).</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed record InputGradients<T>(Sequence<T> Input, State<T> Initial, Sequence<T> Hidden)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
