using GruNotebooks.Cells;

namespace GruNotebooks.Layers;

/// <summary>What is particular to the plain recurrent network.</summary>
internal sealed class RnnKind : CellKind
{
    public override string Id => "Rnn";

    public override string Name => "RNN";

    public override string FullName => "recurrent neural network";

    public override string Gates => "h";

    public override int Equations => 2;

    public override int TapePerUnit => 1;

    public override int ElementwisePerUnit => 0;

    public override string Colour => "#000000";

    public override string Dash => "dot";

    public override string Marker => "circle";

    public override string PyTorchName => "RNN";

    public override string KerasName => "SimpleRNN";

    public override string OnnxOperator => "RNN";

    internal override IReadOnlyList<string> OptionNames => [nameof(CellOptions.Bias), nameof(CellOptions.Activation)];

    private protected override RecurrentLayer<T> NewLayer<T>(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new Rnn<T>(inputSize, hiddenSize, seed, options.Activation ?? RnnActivation.Tanh, options.Bias);

    private protected override Cell NewCell(int inputSize, int hiddenSize, ulong seed, CellOptions options) =>
        new RnnCell(inputSize, hiddenSize, seed, options.Activation ?? RnnActivation.Tanh, options.Bias);

    private protected override bool IsKindOf(Cell cell) => cell is RnnCell;
}
