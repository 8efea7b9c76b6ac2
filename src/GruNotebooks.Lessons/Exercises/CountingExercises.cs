using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises.Checking;
using GruNotebooks.Measuring;
using CountFunction = System.Func<GruNotebooks.Layers.CellKind, int, int[], GruNotebooks.Cells.BiasScheme, long>;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 06: how many parameters a network has, and how many units a budget buys.</summary>
internal static class CountingExercises
{
    private static readonly CellKind[] Kinds = [CellKind.Gru, CellKind.Lstm, CellKind.Rnn, CellKind.Gru];

    public static ExerciseTask OneLayer => new PredictionTask
    {
        Id = "count-gru",
        Title = "the parameters of one GRU layer in both bias schemes",
        Names = ["one bias a gate", "two biases a gate"],
        Expected = [Count(BiasScheme.OnePerGate), Count(BiasScheme.TwoPerGate)],
        Tolerance = 1e-6,
        Recognises =
        [
            ("no-bias", 0, 336, "the biases are missing: three vectors of 8."),
            ("one-gate", 0, 120, "this is one gate; a GRU has three blocks: z, r and the candidate."),
            ("four-gates", 0, 480, "this is an LSTM, with four blocks; a GRU has three."),
            ("two-gates", 0, 240, "these are the two gates; the candidate has arrays of its own."),
            ("square-missing", 0, 192, "the recurrent matrix is H × H, 64 numbers a block."),
            ("one-extra-bias", 1, 368, "the second bias belongs to each of the three blocks: 24 more, not 8."),
            ("same", 1, 360, "this is one bias a gate again; the second scheme adds a vector of 8 to each block."),
            ("doubled", 1, 720, "only the biases come twice, not the matrices."),
        ],
        Hints =
        [
            "Write down the arrays of one gate and their shapes, then count gates.",
            "One block: W is 8 × 6, U is 8 × 8, b has 8 numbers. A GRU has three such blocks.",
            "3 · (48 + 64 + 8) and 3 · (48 + 64 + 8 + 8).",
        ],
        Moral = "two libraries may print different counts for \"the same\" GRU; a count without its bias scheme means little.",
    };

    public static ExerciseTask Stack => new FunctionTask<CountFunction>
    {
        Id = "count-stack",
        Title = "the parameters of any stack",
        Outputs = ["count"],
        Trials = 5,
        Trial = MakeStack,
        Reference = made => (kind, inputs, units, bias) => SolveStack(kind, inputs, units, bias, made, directions: 1),
        Recognises = StackMistakes,
        Hints =
        [
            "Write a function for one layer first. What does the second layer read?",
            "One layer: G · (H·I + H² + biases·H) with G = 1, 3, 4 for RNN, GRU, LSTM. The next layer's I is this layer's H.",
            "long sum = 0; foreach (int h in units) { sum += gates * ((long)h * inputs + (long)h * h + biases * h); inputs = h; } return sum;",
        ],
        Moral = "the recurrent squares dominate: doubling H makes a layer about four times as large.",
    };

    public static ExerciseTask Bidirectional => new FunctionTask<CountFunction>
    {
        Id = "count-bidirectional",
        Title = "the parameters of a stack that reads in both directions",
        Outputs = ["count"],
        Trials = 5,
        Trial = MakeStack,
        Reference = made => (kind, inputs, units, bias) => SolveStack(kind, inputs, units, bias, made, directions: 2),
        Recognises = new(StackMistakes)
        {
            ["one-direction"] = "each layer has two cells, one for each direction; only one is counted.",
            ["next-reads-h"] = "the second layer reads the outputs of both directions: 2H numbers, not H.",
            ["first-reads-double"] = "the first layer's two cells each read the I inputs, not 2I.",
        },
        Hints =
        [
            "Every layer is two cells of the same size. What do the cells of the second layer read?",
            "Both cells' outputs are joined, so the next layer's I is 2H.",
            "sum += 2 * oneLayer(inputs, h); inputs = 2 * h;",
        ],
        Moral = "from the second layer on, reading both ways costs more than twice as much, since the inputs double too.",
    };

    public static ExerciseTask UnderBudget => new FunctionTask<Func<CellKind, int, long, int>>
    {
        Id = "largest-under-budget",
        BuildsOn = "count-stack",
        Title = "the largest H under a budget",
        Outputs = ["H"],
        Trials = 6,
        Trial = k =>
        {
            var (kind, inputs, budget) = (Kinds[k % 3], 3 + 40 * k, k == 5 ? ParameterFormula.Count(CellKind.Rnn, 203, 31) : 4000 + 7777 * k);
            return new($"{kind}, {inputs} inputs, a budget of {budget}", f => f(kind, inputs, budget));
        },
        Reference = made => (kind, inputs, budget) => SolveBudget(kind, inputs, budget, made),
        Recognises = new()
        {
            ["one-too-many"] = "one unit too many: this H is the first that exceeds the budget.",
            ["budget-itself-excluded"] = "a network of exactly the budget still fits: ≤, not <.",
            ["inputs-ignored"] = "the input weights H·I are not counted.",
            ["no-bias"] = "the biases are not counted.",
            ["no-square"] = "the recurrent weights H² are not counted.",
            ["wrong-gates"] = "the blocks are miscounted: 1 for an RNN, 3 for a GRU, 4 for an LSTM.",
        },
        Hints =
        [
            "The count grows with H. Where does it cross the budget?",
            "Try H = 1, 2, 3 … while the count of H + 1 still fits (one bias a gate). A loop is fast enough.",
            "int h = 0; while (CountStack(kind, inputs, new[] { h + 1 }, BiasScheme.OnePerGate) <= budget) h++; return h;",
        ],
        Moral = "say whether cells are compared at equal budget or at equal H: at equal H an LSTM brings a third more weights than a GRU.",
    };

    public static ExerciseTask EqualBudget => new PredictionTask
    {
        Id = "equal-budget",
        Title = "how many more units a budget buys",
        Names = ["GRU units for each LSTM unit", "RNN units for each LSTM unit"],
        Expected = [Math.Sqrt(4.0 / 3), 2],
        Tolerance = 0.02,
        Recognises =
        [
            ("no-root", 0, 4.0 / 3, "the recurrent part is a square, G·H²: a third more weights buys √(4/3) times the units."),
            ("inverted", 0, Math.Sqrt(0.75), "upside down: at equal budget the GRU gets more units than the LSTM."),
            ("no-root", 1, 4, "the recurrent part is a square: four times the weights a block buys √4 times the units."),
            ("inverted", 1, 0.5, "upside down: at equal budget the RNN gets more units than the LSTM."),
        ],
        Hints =
        [
            "For large H only G·H² counts. Set it equal for two cells.",
            "3·H² of the GRU = 4·H² of the LSTM. Which ratio of the two H does that give?",
            "√(4/3) = 1.155 and √(4/1) = 2.",
        ],
        Moral = "a GRU of 231 units weighs about as much as an LSTM of 200.",
    };

    private static readonly Dictionary<string, string> StackMistakes = new()
    {
        ["same-input"] = "every layer is counted as if it read the first layer's inputs; a later layer reads the units of the one below.",
        ["bias-once"] = "the bias is counted once a layer; each gate has its own.",
        ["no-bias"] = "the biases are missing.",
        ["one-bias"] = "two biases a gate are asked for where bias is TwoPerGate.",
        ["two-biases"] = "one bias a gate is asked for where bias is OnePerGate.",
        ["square-missing"] = "the recurrent weights H × H are missing.",
        ["gru-four"] = "a GRU has three blocks (z, r, candidate), not four.",
        ["gru-two"] = "a GRU has three blocks: the candidate has weights too.",
        ["lstm-three"] = "an LSTM has four blocks (i, f, g, o), not three.",
        ["last-only"] = "only the last layer is counted.",
    };

    private static double Count(BiasScheme bias) => ParameterFormula.Count(CellKind.Gru, 6, 8, bias);

    private static Trial<CountFunction> MakeStack(int k)
    {
        var (kind, inputs, units, bias) = k switch
        {
            0 => (CellKind.Gru, 4, new[] { 5 }, BiasScheme.OnePerGate),
            1 => (CellKind.Lstm, 10, new[] { 20, 30 }, BiasScheme.TwoPerGate),
            2 => (CellKind.Rnn, 7, new[] { 9, 6, 3 }, BiasScheme.OnePerGate),
            3 => (CellKind.Gru, 28, new[] { 64, 32 }, BiasScheme.TwoPerGate),
            _ => (CellKind.Lstm, 600, new[] { 600, 600 }, BiasScheme.OnePerGate),
        };
        return new($"{kind}, {inputs} inputs, layers of {string.Join(", ", units)}, {bias}", f => f(kind, inputs, units, bias));
    }

    private static long SolveStack(CellKind kind, int inputs, int[] units, BiasScheme bias, Mistakes made, int directions)
    {
        long blocks = kind switch
        {
            _ when kind == CellKind.Gru && made["gru-four"] => 4,
            _ when kind == CellKind.Gru && made["gru-two"] => 2,
            _ when kind == CellKind.Lstm && made["lstm-three"] => 3,
            _ => ParameterFormula.Blocks(kind),
        };
        long biases = made["no-bias"] ? 0 : made["one-bias"] ? 1 : made["two-biases"] ? 2 : bias == BiasScheme.TwoPerGate ? 2 : 1;
        long sum = 0;
        long reads = directions == 2 && made["first-reads-double"] ? 2 * inputs : inputs;
        foreach (long h in units)
        {
            var matrices = h * reads + (made["square-missing"] ? 0 : h * h);
            var layer = made["bias-once"] ? blocks * matrices + biases * h : blocks * (matrices + biases * h);
            if (directions == 2 && !made["one-direction"]) layer *= 2;
            sum = made["last-only"] ? layer : sum + layer;
            if (!made["same-input"]) reads = directions == 2 && !made["next-reads-h"] ? 2 * h : h;
        }
        return sum;
    }

    private static int SolveBudget(CellKind kind, int inputs, long budget, Mistakes made)
    {
        long blocks = made["wrong-gates"] ? Math.Max(1, ParameterFormula.Blocks(kind) - 1) : ParameterFormula.Blocks(kind);
        long Size(long h) => blocks * ((made["inputs-ignored"] ? 0 : h * inputs) + (made["no-square"] ? 0 : h * h) + (made["no-bias"] ? 0 : h));
        var most = made["budget-itself-excluded"] ? budget - 1 : budget;
        var units = 0;
        while (Size(units + 1) <= most) units++;
        return made["one-too-many"] ? units + 1 : units;
    }
}
