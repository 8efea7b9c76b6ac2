using GruNotebooks.Cells;

namespace GruNotebooks.Tests.Cells;

/// <summary>Every cell there is, in every variant.</summary>
public static class CellCases
{
    public const int InputSize = 3, HiddenSize = 4;

    public static TheoryData<string> Names => ["rnn tanh", "rnn relu", "lstm", "gru before", "gru after", "rnn tanh 2", "rnn relu 2", "lstm 2", "gru before 2", "gru after 2"];

    /// <summary>The cell of that name; a 2 at its end means two biases for each gate.</summary>
    public static Cell Create(string name, ulong seed = 7, int inputSize = InputSize, int hiddenSize = HiddenSize)
    {
        var bias = name.EndsWith('2') ? BiasScheme.TwoPerGate : BiasScheme.OnePerGate;
        return name.TrimEnd('2').Trim() switch
        {
            "rnn tanh" => new RnnCell(inputSize, hiddenSize, seed, RnnActivation.Tanh, bias),
            "rnn relu" => new RnnCell(inputSize, hiddenSize, seed, RnnActivation.Relu, bias),
            "lstm" => new LstmCell(inputSize, hiddenSize, seed, 1, bias),
            "gru before" => new GruCell(inputSize, hiddenSize, seed, GruVariant.ResetBefore, bias),
            "gru after" => new GruCell(inputSize, hiddenSize, seed, GruVariant.ResetAfter, bias),
            _ => throw new ArgumentException($"no cell is called {name}", nameof(name)),
        };
    }
}
