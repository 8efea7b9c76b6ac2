using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>What is particular to the LSTM.</summary>
internal sealed class LstmKind : CellKind
{
    public override string Id => "Lstm";

    public override string Name => "LSTM";

    public override string FullName => "long short-term memory";

    public override string Gates => "ifgo";

    public override int Equations => 6;

    public override bool HasCellState => true;

    public override int TapePerUnit => 6;

    public override int ElementwisePerUnit => 3;

    public override char? KeepGate => 'f';

    public override char? WriteGate => 'i';

    public override string Colour => "#0072B2";

    public override string Dash => "dash";

    public override string Marker => "square";

    public override string PyTorchName => "LSTM";

    public override string KerasName => "LSTM";

    public override string OnnxOperator => "LSTM";

    internal override IReadOnlyList<string> OptionNames => [nameof(CellOptions.Bias), nameof(CellOptions.ForgetBias)];

    private protected override RecurrentLayer<T> NewLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new Lstm<T>(inputSize, hiddenSize, seed, options.ForgetBias ?? 1, options.Bias);

    private protected override Cell NewCell(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new LstmCell(inputSize, hiddenSize, seed, options.ForgetBias ?? 1, options.Bias);

    private protected override bool IsKindOf(Cell cell) => cell is LstmCell;
}
