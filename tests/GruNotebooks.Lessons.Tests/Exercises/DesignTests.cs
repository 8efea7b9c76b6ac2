using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises;
using GruNotebooks.Lessons.Exercises.Checking;
using GruNotebooks.Tasks;
using GruNotebooks.Training;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Designs that work are taken in every form; those on either side of a limit are told apart.</summary>
public class DesignTests
{
    /// <summary>z while holding is σ(b + w), while writing σ(b); the bit, −1 or 1, adds or takes away its own weight.</summary>
    private static GruParameters Latch(Action<GruParameters>? change = null)
    {
        var p = new GruParameters(2, 1);
        (p.bz[0], p.Wz[0, 0], p.Wh[0, 1]) = (-10, 20, 3);
        change?.Invoke(p);
        return p;
    }

    [Fact]
    public void A_latch_is_solved_whatever_its_reset_gate_does()
    {
        Assert.Equal("All 20 bits came back after 200 steps of noise.", Examine("gru-latch", Latch()).Right);
        Assert.Equal(ExerciseState.Solved, Examine("gru-latch", Latch(p => (p.br[0], p.Wr[0, 0]) = (2, -5))).State);
        Assert.Equal(ExerciseState.Solved, Examine("gru-latch", Latch(p => p.Wz[0, 0] = 15.8)).State);   // keeps a little more than half
    }

    public static TheoryData<string, GruParameters> Latches => new()
    {
        { "never-writes", Latch(p => (p.bz[0], p.Wz[0, 0]) = (0, 0)) },                                     // z is 0.5 at every step, and the reset gate is as shipped
        { "reset-for-update", Latch(p => (p.bz[0], p.Wz[0, 0], p.br[0]) = (0, 0, -10)) },
        { "leaks", Latch(p => (p.bz[0], p.Wz[0, 0], p.br[0]) = (-10, 10, 1)) },                           // 0.5 while holding only
        { "bit-moves-gate", Latch(p => (p.bz[0], p.Wz[0, 0], p.Wz[0, 1]) = (-40, 40, 4)) },                // seen while holding only
        { "bit-moves-gate", Latch(p => (p.bz[0], p.Wz[0, 0], p.Wz[0, 1]) = (-5, 60, 4)) },                 // seen while writing only
        { "leaks", Latch(p => (p.bz[0], p.Wz[0, 0], p.Wz[0, 1]) = (-20, 25.6745, 0.1315)) },               // half a life for one bit, less for the other
        { "leaks", Latch(p => (p.bz[0], p.Wz[0, 0], p.Wz[0, 1]) = (-20, 25.6745, -0.1315)) },
        { "never-writes", Latch(p => (p.bz[0], p.Wz[0, 0]) = (-1.3, 30)) },
        { "weak", Latch(p => (p.Wh[0, 1], p.bh[0]) = (0.7, 0.3)) },                                        // 0.76 for one bit, −0.38 for the other
        { "weak", Latch(p => (p.Wh[0, 1], p.bh[0]) = (0.7, -0.3)) },
        { "sign", Latch(p => (p.Wh[0, 1], p.bh[0]) = (-3, 0.1)) },
    };

    [Theory]
    [MemberData(nameof(Latches))]
    public void What_a_latch_lacks_is_named(string mistake, GruParameters latch) => Assert.Equal([mistake], Examine("gru-latch", latch).Mistakes);

    [Fact]
    public void A_leak_is_given_in_numbers()
    {
        var finding = Examine("gru-latch", Latch(p => p.Wz[0, 0] = 15));   // z = σ(5) = 0.99331: 0.99331²⁰⁰ = 0.2610, ln 0.5 / ln 0.99331 = 103.2
        Assert.EndsWith("200 steps keep 26.1 %", finding.Wrong, StringComparison.Ordinal);
        Assert.Contains("a half-life of 103.2 steps", finding.Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void A_counter_is_solved_and_counts()
    {
        var finding = Examine("lstm-counter", Counter());
        Assert.Equal(ExerciseState.Solved, finding.State);
        Assert.EndsWith("the cell holds 11.99 times one a; the count is 12.", finding.Right, StringComparison.Ordinal);   // 24 a, 12 b
    }

    public static TheoryData<string, LstmParameters> Counters => new()
    {
        { "writes-nothing", Counter(p => (p.Wg[0, 0], p.Wg[0, 1]) = (0.2, -0.2)) },
        { "pause-writes", Counter(p => (p.bi[0], p.bg[0]) = (-3.5, 0.5)) },
        { "leaks", Counter(p => p.bf[0] = 6) },                                                           // keeps 0.9975 a step, 0.906 over forty
        { "b-silent", Counter(p => p.Wg[0, 1] = 0.01) },
        { "b-adds", Counter(p => p.Wg[0, 1] = 2) },
        { "uneven", Counter(p => p.Wg[0, 1] = -1) },
    };

    [Theory]
    [MemberData(nameof(Counters))]
    public void What_a_counter_lacks_is_named(string mistake, LstmParameters counter) => Assert.Equal([mistake], Examine("lstm-counter", counter).Mistakes);

    [Fact]
    public void What_b_takes_away_is_given_in_numbers() =>   // tanh(1) / tanh(2) = 0.790
        Assert.Equal("b takes away 0.790 of what a adds", Examine("lstm-counter", Counter(p => p.Wg[0, 1] = -1)).Wrong);

    public static TheoryData<string, M> Matrices => new()
    {
        { "size", M.Build.DenseIdentity(4, 3) },
        { "size", M.Build.DenseIdentity(3, 4) },
        { "diagonal", M.Build.DenseIdentity(4) },
        { "shrinks", 0.9 * Rotation() },
        { "grows", 1.1 * Rotation() },
        { "grows", Rotation() * M.Build.DenseOfDiagonalArray([1.1, 0.5, 0.5, 0.5]) * Rotation().Transpose() },
        { "shrinks", Rotation() * M.Build.DenseOfDiagonalArray([1, 1, 1, 0.5]) * Rotation().Transpose() },   // keeps three directions, loses one
        { "non-normal", M.Build.DenseOfArray(new double[,] { { 1, 1, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } }) },
    };

    [Theory]
    [MemberData(nameof(Matrices))]
    public void What_a_matrix_does_to_gradients_is_named(string mistake, M matrix) => Assert.Equal([mistake], Examine("hold-the-gradient", matrix).Mistakes);

    [Fact]
    public void A_rotation_and_a_permutation_hold_the_gradient()
    {
        Assert.Equal("After 100 steps every gradient has 1.0000 to 1.0000 of its length.", Examine("hold-the-gradient", Rotation()).Right);
        Assert.Equal(ExerciseState.Solved, Examine("hold-the-gradient", M.Build.Dense(4, 4, (i, j) => j == (i + 1) % 4 ? 1 : 0)).State);
        Assert.Equal(ExerciseState.NotYet, Examine("hold-the-gradient", M.Build.Dense(4, 4)).State);
        Assert.Equal(ExerciseState.NotYet, Examine("hold-the-gradient", M.Build.Dense(4, 4, double.NaN)).State);
        Assert.Contains("not finite", Examine("hold-the-gradient", Rotation() + M.Build.Dense(4, 4, (i, j) => i + j == 0 ? double.PositiveInfinity : 0)).Wrong, StringComparison.Ordinal);
    }

    private static readonly ExperimentPlan Fair = new() { GruUnits = 35, LstmUnits = 30, Seeds = 5, MostSteps = 2000, SolvedBelow = 0.05, SameExamples = true, Report = "C" };

    [Fact]
    public void A_plan_at_its_limits_is_fair()
    {
        Assert.Equal(ExerciseState.Solved, Examine("design-experiment", Fair).State);
        Assert.Equal(ExerciseState.Solved, Examine("design-experiment", Fair with { SolvedBelow = 1e-4 }).State);
        Assert.Equal(ExerciseState.Solved, Examine("design-experiment", Fair with { GruUnits = 10, LstmUnits = 8 }).State);   // 390 and 352: apart by less than a tenth of the larger
    }

    public static TheoryData<string, ExperimentPlan> Plans => new()
    {
        { "no-units", Fair with { GruUnits = 0 } },
        { "no-units", Fair with { LstmUnits = 0 } },
        { "unequal-budget", Fair with { GruUnits = 1 } },
        { "unequal-budget", Fair with { LstmUnits = 1 } },
        { "equal-units", Fair with { LstmUnits = 35 } },
        { "few-seeds", Fair with { Seeds = 4 } },
        { "guesser-solves", Fair with { SolvedBelow = 1.0 / 6 } },
        { "loose", Fair with { SolvedBelow = 0.16 } },
        { "never-solved", Fair with { SolvedBelow = 9e-5 } },
        { "cut-short", Fair with { MostSteps = 1999 } },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void What_a_plan_lacks_is_named(string mistake, ExperimentPlan plan) => Assert.Equal([mistake], Examine("design-experiment", plan).Mistakes);

    [Fact]
    public void One_seed_is_no_seeds()
    {
        Assert.Equal("1 seed for each cell", Examine("design-experiment", Fair with { Seeds = 1 }).Wrong);
        Assert.Equal("2 seeds for each cell", Examine("design-experiment", Fair with { Seeds = 2 }).Wrong);
    }

    [Fact]
    public void A_choice_of_cells_is_judged_task_by_task()
    {
        (CellKind, int)[] right = [(CellKind.Lstm, 13), (CellKind.Gru, 35), (CellKind.Rnn, 20)];
        Assert.Equal("counting (Lstm, 13 units), adding (Gru, 35 units), short memory (Rnn, 20 units).", Examine("choose-cell", right).Right);
        Assert.Equal(ExerciseState.NotYet, Examine("choose-cell", new[] { (CellKind.Gru, 0), (CellKind.Gru, 0), (CellKind.Gru, 0) }).State);
        Assert.Equal(["wasteful"], Examine("choose-cell", new[] { (CellKind.Lstm, 1), right[1], right[2] }).Mistakes);
        var second = Examine("choose-cell", new[] { right[0], (CellKind.Gru, 36), right[2] });
        Assert.Equal(["over-budget"], second.Mistakes);
        Assert.Equal("counting (Lstm, 13 units)", second.Right);
        Assert.Equal("adding: no size yet", Examine("choose-cell", new[] { right[0], (CellKind.Gru, 0), right[2] }).Wrong);
    }

    [Fact]
    public void A_forecast_of_the_heap_is_judged_by_its_error()
    {
        var task = new SeriesForecast(CsvTable.Read("counters.csv").Column("gc-heap-megabytes"));
        double[] truth = [.. task.Targets(SplitName.Test).Select(t => task.Series[t])];
        var line = SeriesBaselines.Linear(task);
        double[] Between(double[] from, double[] to, double part) => [.. from.Zip(to, (a, b) => a + (part * (b - a)))];
        Assert.StartsWith("Your error is", Examine("beat-the-line", Between(truth, line, 0.5)).Right, StringComparison.Ordinal);
        Assert.Equal(["the-answer"], Examine("beat-the-line", Between(truth, line, 0.04)).Mistakes);
        Assert.Equal(["persistence"], Examine("beat-the-line", Between(SeriesBaselines.Persistence(task), line, 0.02)).Mistakes);
        Assert.Equal(["not-better"], Examine("beat-the-line", Between(truth, line, 1.01)).Mistakes);
        double[] oneZero = [.. Between(truth, line, 0.5)[1..], 0];
        Assert.DoesNotContain("scaled", Examine("beat-the-line", oneZero).Mistakes);
    }

    [Fact]
    public void The_heat_map_to_be_read_shows_what_its_answers_say()
    {
        // Steps of the commas and of the first words, counted by hand in "The cat slept , then ate . A dog saw it , and barked . Both ran out , and away ."
        int[] commas = [3, 11, 18], begins = [0, 7, 15];
        var z = GateRiddle.UpdateGates();
        Assert.Equal([22, 22, 22, 22], z.Select(row => row.Length));
        for (var t = 0; t < 22; t++)
        {
            Assert.Equal((commas.Contains(t) ? "dark" : "bright", "bright", "dark", begins.Contains(t) ? "dark" : "bright"), (Shade(z[0][t]), Shade(z[1][t]), Shade(z[2][t]), Shade(z[3][t])));
        }
        Assert.Equal(commas, GateRiddle.Commas);

        static string Shade(double gate) => gate < 0.1 ? "dark" : gate > 0.9 ? "bright" : "between";
    }

    private static LstmParameters Counter(Action<LstmParameters>? change = null)
    {
        var p = new LstmParameters(2, 1);
        (p.bf[0], p.bi[0], p.Wi[0, 0], p.Wi[0, 1], p.Wg[0, 0], p.Wg[0, 1]) = (10, -10, 20, 20, 2, -2);
        change?.Invoke(p);
        return p;
    }

    private static M Rotation() => M.Build.Random(4, 4, seed: 1).QR().Q;

    private static Finding Examine(string id, object answer) => ExerciseBook.All.Single(task => task.Id == id).Examine(answer);
}
