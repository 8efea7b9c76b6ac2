using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>What is particular to the minimal gated unit.</summary>
internal sealed class MguKind : CellKind
{
    public override string Id => "Mgu";

    public override string Name => "MGU";

    public override string FullName => "minimal gated unit";

    public override string Gates => "fh";

    public override int Equations => 3;

    public override int TapePerUnit => 3;

    public override int ElementwisePerUnit => 3;

    public override char? WriteGate => 'f';

    public override string Colour => "#009E73";

    public override string Dash => "dashdot";

    public override string Marker => "triangle-up";

    private protected override RecurrentLayer<T> NewLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new Mgu<T>(inputSize, hiddenSize, seed, options.Bias);

    private protected override Cell NewCell(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new MguCell(inputSize, hiddenSize, seed, options.Bias);

    private protected override bool IsKindOf(Cell cell) => cell is MguCell;
}
