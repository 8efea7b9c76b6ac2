using System.Numerics;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>A small machine reads random letters; after each the network must say in which state the machine is.</summary>
/// <remarks>
/// The state after n letters depends on all n of them, so an error anywhere is an error ever after. All steps are answered, so a sequence of T steps
/// trains every length up to T; a task of more steps tests whether what was learned holds for longer ones. Delétang et al. 2023 (arXiv:2207.02098)
/// ask such questions of a network after the last letter only; Merrill et al. 2024 (arXiv:2404.08819) after each, as here.
/// </remarks>
public abstract class StateTracking : GeneratedTask
{
    private readonly int letters, states;

    /// <summary>A machine that starts in state 0.</summary>
    /// <param name="steps">T, letters in a sequence, at least 1.</param>
    /// <param name="letters">How many different letters there are, all equally likely.</param>
    /// <param name="states">How many states the machine has.</param>
    private protected StateTracking(int steps, int letters, int states)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (Steps, this.letters, this.states) = (steps, letters, states);
    }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <inheritdoc/>
    public override int InputSize => letters;

    /// <inheritdoc/>
    public override int OutputSize => states;

    /// <inheritdoc/>
    public override Readout Readout => Readout.EveryStep;

    /// <inheritdoc/>
    public override Loss Loss => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override double Baseline => SameBits.Log(states);

    /// <inheritdoc/>
    public override string BaselineNote => $"guessing one of {states} states: ln {states}";

    /// <inheritdoc/>
    public override string ScoreName => "share of right states, all steps";

    /// <inheritdoc/>
    public override double SolvedScore => 0.999;

    /// <inheritdoc/>
    public override TrainingSettings Settings => new() { Steps = 1000, LearningRate = 0.01, EvaluateEvery = 50 };

    /// <summary>The state after a letter.</summary>
    /// <param name="state">The state before it, from 0.</param>
    /// <param name="letter">The letter, from 0.</param>
    public abstract int Next(int state, int letter);

    /// <summary>The share of right answers at each step, [T].</summary>
    /// <param name="network">A network of this task, perhaps trained on shorter sequences.</param>
    /// <param name="batch">Sequences, each with an answer at every step.</param>
    /// <param name="kind">What is asked of a state, where an answer of the same kind is right enough; by default the state itself.</param>
    public static double[] ShareByStep<T>(Network<T> network, Batch<T> batch, Func<int, int>? kind = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        kind ??= state => state;
        var output = network.Forward(batch.Input);
        var shares = new double[output.Steps];
        for (var t = 0; t < output.Steps; t++)
            for (var b = 0; b < output.Batch; b++)
                if (kind(Softmax.Choice<T>(output.Row(t, b))) == kind(batch.Classes![batch.Answer(t, b)])) shares[t] += 1.0 / output.Batch;
        return shares;
    }

    /// <inheritdoc/>
    protected override Batch<T> Allocate<T>(int size) => new(new(Steps, size, letters), new int[Steps * size]);

    /// <inheritdoc/>
    protected override void Draw<T>(Batch<T> batch, int b, SeededRandom random)
    {
        var state = 0;
        for (var t = 0; t < Steps; t++)
        {
            var letter = random.NextInt(letters);
            batch.Input.Row(t, b)[letter] = T.One;
            batch.Classes![batch.Answer(t, b)] = state = Next(state, letter);
        }
    }
}

/// <summary>Is the number of ones so far odd? Two letters, 0 and 1, and two states.</summary>
public sealed class Parity(int steps = 40) : StateTracking(steps, letters: 2, states: 2)
{
    /// <inheritdoc/>
    public override string Name => $"parity, T = {Steps}";

    /// <inheritdoc/>
    public override string Source => "parity check of Delétang et al. 2023 (arXiv:2207.02098), answered at every step";

    /// <inheritdoc/>
    public override int Next(int state, int letter) => state ^ letter;
}

/// <summary>What is the sum of the digits so far, modulo m? m letters, 0 to m − 1, and m states.</summary>
/// <param name="steps">T.</param>
/// <param name="modulus">m, at least 2.</param>
public sealed class ModularSum(int steps = 40, int modulus = 3) : StateTracking(steps, AtLeastTwo(modulus), modulus)
{
    /// <summary>m.</summary>
    public int Modulus => OutputSize;

    /// <inheritdoc/>
    public override string Name => $"sum modulo {Modulus}, T = {Steps}";

    /// <inheritdoc/>
    public override string Source => "modular addition: after the modular arithmetic of Delétang et al. 2023 (arXiv:2207.02098), without its other operators, answered at every step";

    /// <inheritdoc/>
    public override int Next(int state, int letter) => (state + letter) % Modulus;

    private static int AtLeastTwo(int modulus)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modulus, 2);
        return modulus;
    }
}

/// <summary>Three things change places: in which of the six orders do they stand? A letter is one of the six permutations of three.</summary>
/// <remarks>The word problem of the group S₃, the smallest in which the order of the letters matters. Merrill et al. 2024 (arXiv:2404.08819) take five things, S₅.</remarks>
public sealed class PermutationOfThree(int steps = 40) : StateTracking(steps, letters: 6, states: 6)
{
    /// <summary>Permutation p puts the thing from place Orders[p][k] at place k; the first one changes nothing.</summary>
    private static readonly string[] Orders = ["012", "021", "102", "120", "201", "210"];

    /// <inheritdoc/>
    public override string Name => $"permutations of three, T = {Steps}";

    /// <inheritdoc/>
    public override string Source => "word problem of S₃, after that of S₅ in Merrill et al. 2024 (arXiv:2404.08819)";

    /// <inheritdoc/>
    public override int Next(int state, int letter) => Array.IndexOf(Orders, string.Concat(Orders[letter].Select(place => Orders[state][place - '0'])));

    /// <summary>1 for an odd order, which an odd number of exchanges of two things makes, else 0.</summary>
    public static int Sign(int state)
    {
        var order = Orders[state];
        return ((order[0] > order[1] ? 1 : 0) + (order[0] > order[2] ? 1 : 0) + (order[1] > order[2] ? 1 : 0)) % 2;
    }
}
