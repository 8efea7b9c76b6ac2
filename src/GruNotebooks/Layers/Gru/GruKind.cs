using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>What is particular to the GRU.</summary>
internal sealed class GruKind : CellKind
{
    public override string Id => "Gru";

    public override string Name => "GRU";

    public override string FullName => "gated recurrent unit";

    public override string Gates => "zrh";

    public override int Equations => 4;

    public override int TapePerUnit => 4;

    public override int ElementwisePerUnit => 3;

    public override char? KeepGate => 'z';

    public override string Colour => "#D55E00";

    public override string Dash => "solid";

    public override string Marker => "diamond";

    public override string PyTorchName => "GRU";

    public override string KerasName => "GRU";

    public override string OnnxOperator => "GRU";

    internal override IReadOnlyList<string> OptionNames => [nameof(CellOptions.Bias), nameof(CellOptions.Variant)];

    private protected override RecurrentLayer<T> NewLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new Gru<T>(inputSize, hiddenSize, seed, options.Variant ?? GruVariant.ResetBefore, options.Bias);

    private protected override Cell NewCell(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new GruCell(inputSize, hiddenSize, seed, options.Variant ?? GruVariant.ResetBefore, options.Bias);

    private protected override bool IsKindOf(Cell cell) => cell is GruCell;
}
