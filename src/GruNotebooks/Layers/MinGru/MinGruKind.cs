using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>What is particular to the minGRU.</summary>
internal sealed class MinGruKind : CellKind
{
    public override string Id => "MinGru";

    public override string Name => "minGRU";

    public override string FullName => "minimal GRU";

    public override string Gates => "zh";

    public override int Equations => 3;

    public override bool HasRecurrentWeights => false;

    public override int TapePerUnit => 3;

    public override int ElementwisePerUnit => 2;

    public override char? KeepGate => 'z';

    public override string Colour => "#CC79A7";

    public override string Dash => "longdash";

    public override string Marker => "cross";

    internal override IReadOnlyList<string> OptionNames => [nameof(CellOptions.Keep)];

    private protected override RecurrentLayer<T> NewLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new MinGru<T>(inputSize, hiddenSize, seed, options.Keep ?? MinGruVariant.Positive);

    private protected override Cell NewCell(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new MinGruCell(inputSize, hiddenSize, seed, options.Keep ?? MinGruVariant.Positive);

    private protected override bool IsKindOf(Cell cell) => cell is MinGruCell;
}
