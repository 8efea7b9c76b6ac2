using System.Numerics;

namespace GruNotebooks.Layers;

/// <summary>What reads whole sequences: one recurrent layer, a stack of them, or both directions.</summary>
/// <remarks>
/// One layer may be used by many threads. Each <see cref="Forward"/> has its own working memory; give each call its own tape. Calls of
/// <see cref="Backward"/> of one layer wait for each other, since they add to the same gradients, in the order in which they come: with three or more
/// the last bits of the sums can differ from run to run. Weights must not be changed while a pass reads them.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class SequenceLayer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>I, the numbers read at each step.</summary>
    public abstract int InputSize { get; }

    /// <summary>H, the units of each layer and direction.</summary>
    public abstract int HiddenSize { get; }

    /// <summary>The numbers given out at each step: H, or 2H for both directions.</summary>
    public abstract int OutputSize { get; }

    /// <summary>L of the <see cref="State{T}"/>: layers times directions.</summary>
    public abstract int StateLayers { get; }

    /// <summary>Whether the state has a cell state c beside h (LSTM).</summary>
    public abstract bool HasCellState { get; }

    /// <summary>Everything that training changes, in a fixed order.</summary>
    public abstract IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>How many threads a pass may use, at most as many as there are cores; 0 is all of them. The results do not depend on it, to the last bit.</summary>
    public abstract int Threads { get; set; }

    /// <summary>Whether passes are training steps, in which <see cref="Dropout{T}"/> leaves outputs out; not set, every layer is its plain function.</summary>
    public virtual bool Training { get; set; }

    /// <summary>How many numbers training changes.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Count);

    /// <summary>Reads the sequences from first step to last and keeps all that <see cref="Backward"/> needs.</summary>
    /// <param name="x">Inputs, [T, B, I].</param>
    /// <param name="initial">The state before the first step; zeros if null.</param>
    /// <param name="lengths">Steps each sequence really has, [B]; all T if null. Past its end a sequence keeps its state and gives zeros.</param>
    /// <param name="reuse">A tape of an earlier pass of this layer to overwrite; nothing is allocated when it has the same T and B and the same <paramref name="record"/>, unless <paramref name="x"/> is its output.</param>
    /// <param name="record">False where no backward pass follows: only outputs and final state are kept, which is faster and takes less memory.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or an input, a state or a weight is not finite. With <paramref name="record"/> false weights are searched for NaN alone. What lies past the end of a sequence does not matter.</exception>
    public abstract Tape<T> Forward(Sequence<T> x, State<T>? initial = null, int[]? lengths = null, Tape<T>? reuse = null, bool record = true);

    /// <summary>Back-propagation through time. <b>Adds</b> to the gradient of every parameter.</summary>
    /// <param name="tape">What <see cref="Forward"/> gave.</param>
    /// <param name="dOutput">∂loss/∂output, [T, B, output size]; zeros if null (a loss of the final state alone).</param>
    /// <param name="dFinal">∂loss/∂final state beyond what comes through the outputs; zeros if null.</param>
    /// <param name="truncate">k > 0 cuts the path of the gradient between steps k−1 and k, 2k−1 and 2k, …; 0 keeps it whole.</param>
    /// <param name="reuse">The result of an earlier pass to overwrite.</param>
    /// <exception cref="ArgumentException">The tape is of another layer or of a pass with record: false, a shape does not fit, or a gradient is not finite.</exception>
    /// <returns>∂loss/∂inputs and ∂loss/∂initial state, and ∂loss/∂h at every step.</returns>
    public abstract InputGradients<T> Backward(Tape<T> tape, Sequence<T>? dOutput, State<T>? dFinal = null, int truncate = 0, InputGradients<T>? reuse = null);

    /// <summary>A state of the right shape, all zeros.</summary>
    public State<T> ZeroState(int batch) => new(StateLayers, batch, HiddenSize, HasCellState);

    /// <summary>What it is, choices included: layers whose descriptions are equal compute the same with the same parameters.</summary>
    internal virtual string Description => $"{GetType().Name} {InputSize} → {HiddenSize}";

    /// <summary>Writes what the next training step depends on besides the parameters: where random numbers stand.</summary>
    internal virtual void SaveState(BinaryWriter writer) { }

    /// <summary>Takes back what <see cref="SaveState"/> of a layer of the same description wrote.</summary>
    internal virtual void LoadState(BinaryReader reader) { }

    /// <summary>Refuses a layer that is two parts of a whole: training would change its parameters twice a step.</summary>
    private protected static void CheckOwnLayers(IReadOnlyList<Parameter<T>> parameters, string name)
    {
        var seen = new HashSet<T[]>(ReferenceEqualityComparer.Instance);
        if (parameters.FirstOrDefault(parameter => !seen.Add(parameter.Value)) is { } twice)
            throw new ArgumentException($"A layer is there twice, for {twice.Name} is that of another part too: each part needs a layer of its own.", name);
    }

    /// <summary>Sets the gradient of every parameter to zero.</summary>
    public void ZeroGradients()
    {
        // By index: an enumerator of an interface would be allocated.
        for (var p = 0; p < Parameters.Count; p++) Parameters[p].ZeroGradient();
    }
}
