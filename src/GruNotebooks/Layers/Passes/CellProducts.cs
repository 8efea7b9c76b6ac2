namespace GruNotebooks.Layers;

/// <summary>How a cell lays out its gates in memory, and which of its weights each product takes.</summary>
/// <param name="Columns">Blocks of H columns in a row of gates; the first of them take W x + b.</param>
/// <param name="InputGates">Which gate of the parameters (in their order of rows) each of those blocks is.</param>
/// <param name="Recurrent">The products with U, in the order of the forward pass; none where the gates do not see the state.</param>
/// <param name="SecondBias">The block that takes U h + bU apart from W x + b; −1 if there is none.</param>
internal sealed record CellProducts(int Columns, int[] InputGates, RecurrentProduct[] Recurrent, int SecondBias = -1)
{
    /// <summary>Blocks of H columns in a row of gradients: all that a product with W or U needs.</summary>
    public int GradientColumns => Math.Max(InputGates.Length, SecondBias + 1);

    /// <summary>Whether a step has one product with U, for the same gates as the one with W: W x + U h can then be one sum.</summary>
    public bool IsJoint => Recurrent is [{ OperandBlock: < 0 } product] && product.Gates.AsSpan().SequenceEqual(InputGates);

    /// <summary>The gate whose U h + bU has a block of its own; −1 if there is none.</summary>
    public int GateOfSecondBias => SecondBias < 0 ? -1 : Recurrent[0].Gates[SecondBias - Recurrent[0].FirstBlock];

    /// <summary>Whether a gate's second bias lies apart.</summary>
    public bool IsSecond(int gate) => SecondBias >= 0 && gate == GateOfSecondBias;

    /// <summary>The block that holds the gradient of a gate's second bias.</summary>
    public int BlockOfSecondBias(int gate) => IsSecond(gate) ? SecondBias : Array.IndexOf(InputGates, gate);
}

/// <summary>One product of a step: blocks FirstBlock, … += U operand.</summary>
/// <param name="FirstBlock">The first column block it adds to.</param>
/// <param name="Gates">Which gate's rows of U each block takes.</param>
/// <param name="OperandBlock">The block that holds the operand r ⊙ h; −1 if the operand is h itself.</param>
internal sealed record RecurrentProduct(int FirstBlock, int[] Gates, int OperandBlock = -1);
