using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Gradients;

/// <summary>A layer whose backward pass is wrong in one place on purpose.</summary>
internal sealed class BrokenLayer(SequenceLayer<double> layer, Action<SequenceLayer<double>, InputGradients<double>> breakIt, int cutEvery = 0) : SequenceLayer<double>
{
    public override int InputSize => layer.InputSize;

    public override int HiddenSize => layer.HiddenSize;

    public override int OutputSize => layer.OutputSize;

    public override int StateLayers => layer.StateLayers;

    public override bool HasCellState => layer.HasCellState;

    public override IReadOnlyList<Parameter<double>> Parameters => layer.Parameters;

    public override int Threads { get => layer.Threads; set => layer.Threads = value; }

    public override Tape<double> Forward(Sequence<double> x, State<double>? initial = null, int[]? lengths = null, Tape<double>? reuse = null, bool record = true) =>
        layer.Forward(x, initial, lengths, reuse, record);

    public override InputGradients<double> Backward(
        Tape<double> tape, Sequence<double>? dOutput, State<double>? dFinal = null, int truncate = 0, InputGradients<double>? reuse = null)
    {
        var gradients = layer.Backward(tape, dOutput, dFinal, cutEvery, reuse);
        breakIt(layer, gradients);
        return gradients;
    }
}
