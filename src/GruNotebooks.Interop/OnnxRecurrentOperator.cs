using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Display;
using GruNotebooks.Layers;

namespace GruNotebooks.Interop;

/// <summary>The operators RNN, LSTM and GRU of ONNX: every attribute and every array that they can have is used or refused by name.</summary>
internal static class OnnxRecurrentOperator
{
    private const int W = 1, R = 2, B = 3, P = 7;   // the operators' inputs; 4 to 6 are sequence_lens, initial_h, initial_c

    public static bool IsOne(string type) => CellKind.All.Any(kind => kind.OnnxOperator == type);

    /// <summary>The layer of one operator, or both directions of it.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="constant">Its input of that number; null if it is missing or not an array of the file.</param>
    /// <exception cref="InvalidDataException">It does what no layer here does, or its arrays do not fit.</exception>
    public static SequenceLayer<T> Read<T>(OnnxNode node, Func<int, OnnxTensor?> constant) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var directions = node.Text("direction", "forward") switch
        {
            "forward" => 1,
            "bidirectional" => 2,
            "reverse" => throw node.Refused("a layer that reads in reverse alone has no counterpart here"),
            var other => throw node.Refused($"there is no direction {FileText.Quoted(other)}"),
        };
        var (w, r) = (Array(W, "W"), Array(R, "R"));
        var kind = CellKind.All.First(kind => kind.OnnxOperator == node.Type);
        var gates = kind.Blocks;
        if (r.Shape is not [var rDirections, var rows, var hidden] || w.Shape is not [var wDirections, var wRows, var inputSize] || rDirections != directions || wDirections != directions
            || wRows != rows || hidden <= 0 || rows / gates != hidden || rows % gates != 0 || inputSize is <= 0 or > int.MaxValue || rows > int.MaxValue)
            throw node.Refused($"{w} and {r} are not the weights of {(directions == 2 ? "both directions" : "one direction")}");
        if (node.Number("hidden_size", hidden) is var size && size != hidden) throw node.Refused($"hidden_size is {size}, its weights are for {hidden} units");

        var (weights, recurrent) = (w.Numbers<T>(), r.Numbers<T>());
        var biases = node.Input(B) == "" ? new T[directions * 2 * rows] : Array(B, "B").Numbers<T>();
        if (biases.Length != directions * 2 * rows) throw node.Refused($"B has {biases.Length} numbers, not {directions} times {2 * rows}");
        var activations = Activations(node, directions);
        var variant = Refusing(node, "linear_before_reset", kind == CellKind.Gru, 0, 1) == 1 ? GruVariant.ResetAfter : GruVariant.ResetBefore;
        Refusing(node, "input_forget", kind == CellKind.Lstm, 0);
        Refusing(node, "layout", true, 0);
        node.AcceptEmpty("activation_alpha");
        node.AcceptEmpty("activation_beta");
        if (node.Input(P) != "" && !(constant(P)?.IsZero() ?? false)) throw node.Refused("peepholes (its input P) have no counterpart here");
        if (node.Inputs.Count > (kind == CellKind.Lstm ? 8 : 6)) throw node.Refused($"it has {node.Inputs.Count} inputs");

        // A second bias that is all zeros is a layer without one.
        var scheme = Enumerable.Range(0, directions).Any(direction => biases.AsSpan((int)(((2 * direction) + 1) * rows), (int)rows).ContainsAnyExcept(T.Zero))
            ? BiasScheme.TwoPerGate : BiasScheme.OnePerGate;
        return directions == 1 ? One(0) : new Bidirectional<T>(One(0), One(1));

        OnnxTensor Array(int k, string name) => constant(k) ?? throw node.Refused($"its {name} is not among the constants of the file");

        RecurrentLayer<T> One(int direction)
        {
            var layer = kind.CreateLayer<T>((int)inputSize, (int)hidden, 0, new CellOptions
            {
                Bias = scheme,
                Activation = kind == CellKind.Rnn ? activations[direction] : null,
                Variant = kind == CellKind.Gru ? variant : null,
            });
            foreach (var (window, array) in OnnxLayout.Of(layer).Zip([weights, recurrent, biases]))
                window.Write(array.AsSpan(direction * (array.Length / directions), array.Length / directions));
            return layer;
        }
    }

    /// <summary>An attribute that may have these values only; the first is its default.</summary>
    private static long Refusing(OnnxNode node, string name, bool isItsOwn, params long[] values)
    {
        if (!isItsOwn) return values[0];   // left unread, and so refused
        var value = node.Number(name, values[0]);
        return values.Contains(value) ? value : throw node.Refused($"{name} = {value} has no counterpart here");
    }

    /// <summary>The activation of each direction of an RNN; those of the gated cells must be the usual ones, in their order.</summary>
    private static RnnActivation[] Activations(OnnxNode node, int directions)
    {
        string[] usual = node.Type switch { "RNN" => ["Tanh"], "LSTM" => ["Sigmoid", "Tanh", "Tanh"], _ => ["Sigmoid", "Tanh"] };
        var names = node.Texts("activations");
        if (names.Length == 0) return [.. Enumerable.Repeat(RnnActivation.Tanh, directions)];
        if (names.Length == directions && usual.Length == 1 && names.All(name => Is(name, "Tanh") || Is(name, "Relu")))
            return [.. names.Select(name => Is(name, "Relu") ? RnnActivation.Relu : RnnActivation.Tanh)];
        if (names.Length == directions * usual.Length && names.Select((name, k) => Is(name, usual[k % usual.Length])).All(same => same))
            return [.. Enumerable.Repeat(RnnActivation.Tanh, directions)];
        throw node.Refused($"activations {FileText.Plain(string.Join(", ", names))} have no counterpart here; each direction has {string.Join(", ", usual)}{(usual.Length == 1 ? " or Relu" : "")}");

        static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
    }
}
