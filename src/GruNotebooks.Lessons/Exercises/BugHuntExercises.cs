using System.Globalization;
using GruNotebooks.Cells;
using GruNotebooks.Display;
using GruNotebooks.Gradients;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebooks 03 and 05: find a planted bug from the table of a gradient check, and know what such a table cannot show.</summary>
internal static class BugHuntExercises
{
    public static ExerciseTask LstmBug => new ChoiceTask
    {
        Id = "lstm-bug",
        Title = "find the planted bug of an LSTM",
        Material = () => CheckTable(() => new LstmWithoutHiddenGradient()),
        Expected = "C",
        Options = new Dictionary<char, string>
        {
            ['A'] = "a wrong slope of the forget gate would already spoil Wf, Uf and bf with one step; there they are right.",
            ['B'] = "c0 is right with one step and with three has the same fault as the rest; if dc did not cross time, c0 would be wrong with one step.",
            ['C'] = "",
            ['D'] = "biases that are overwritten in place of being added up are right with one step and wrong with three, and nothing else is wrong. Here every row is.",
            ['E'] = "swapping gates forward and backward alike passes a gradient check: it would be the right gradient of another function.",
        },
        Hints =
        [
            "Exercise.Show(\"lstm-bug\") shows the table. Which rows are wrong when the sequence has one step only?",
            "With one step all weights are right. So each step by itself is right; what is handed to the previous step is not. Which of the two states has a wrong gradient?",
            "With one step only h0 is wrong, c0 is right: dh is not handed back.",
        ],
        Moral = "this bug was published: an LSTM that trains, but learns nothing through its hidden state over time. Check a backward pass over several steps: what is handed on shows only there.",
    };

    public static ExerciseTask GruBug => new ChoiceTask
    {
        Id = "gru-bug",
        Title = "find the planted bug of a GRU",
        Material = () => CheckTable(() => new GruWithoutResetInUh()),
        Expected = "D",
        Options = new Dictionary<char, string>
        {
            ['A'] = "without the slope of σ in the reset gate Wr, Ur and br would be wrong; with one step Uh would be right.",
            ['B'] = "without the carry path h0 would be wrong, and over three steps everything.",
            ['C'] = "with a wrong sign of dz Wz, Uz and bz would be wrong; with one step Uh would be right.",
            ['D'] = "",
            ['E'] = "if Uh were not transposed on the way back, h0 and the reset gate's rows would be wrong; with one step Uh itself would be right.",
        },
        Hints =
        [
            "Exercise.Show(\"gru-bug\") shows the table. How many rows are wrong, and do more become wrong with more steps?",
            "One row only, with one step and with three: so nothing that is handed on is wrong. The fault is in the last line before that one gradient.",
            "Only Uh is wrong. What was Uh multiplied with in the forward step?",
        ],
        Moral = "one wrong row that stays alone is a leaf. A fault on the trunk spreads to every row that depends on it.",
    };

    public static ExerciseTask WhatAChecksMisses => new ChoiceTask
    {
        Id = "what-a-check-misses",
        Title = "which bugs a gradient check does not see",
        Expected = "ABE",
        Options = new Dictionary<char, string>
        {
            ['A'] = "whatever the blend of forward is, if backward follows it faithfully, the gradient is the right one of that blend.",
            ['B'] = "where the state is not carried, there is no gradient through time to be had; a backward pass without one agrees.",
            ['C'] = "C fails: the numeric gradient sees all steps, the overwritten one a single step.",
            ['D'] = "D fails: backward is no longer the derivative of forward.",
            ['E'] = "whatever squashes the candidate, if backward has the slope of the same function, the gradient is right.",
        },
        Hints =
        [
            "A gradient check compares backward with forward. What can it say if forward itself is not what you meant?",
            "It passes whenever backward is the exact derivative of forward, whatever forward computes.",
            "Two of the five break the agreement of forward and backward; the other three do not.",
        ],
        Moral = "forward bugs need another test: compare with a cell that you trust, or shift the input in time and see what moves.",
    };

    /// <summary>The relative errors of a gradient check over one step and over three.</summary>
    private static ResultTable CheckTable(Func<Cell> make)
    {
        var (one, three) = (GradientCheck.Of(make(), seed: 3, steps: 1), GradientCheck.Of(make(), seed: 3, steps: 3));
        var table = new ResultTable("tensor", "1 step", "3 steps");
        foreach (var (first, second) in one.Rows.Zip(three.Rows)) table.Row(first.Tensor, Said(first), Said(second));
        return table;
    }

    private static string Said(GradientCheckRow row) => row.Passed ? "right" : string.Create(CultureInfo.InvariantCulture, $"WRONG, off by {row.RelativeError:P0}");

    /// <summary>The planted bug of lstm-bug: nothing goes back through the hidden state.</summary>
    private sealed class LstmWithoutHiddenGradient() : LstmCell(2, 3, seed: 11)
    {
        public override (Vector<double> dx, Vector<double> dhPrev, Vector<double> dcPrev) Backward(Vector<double> dh, Vector<double> dc, LstmCache cache, LstmParameters grad)
        {
            var (dx, dhPrev, dcPrev) = base.Backward(dh, dc, cache, grad);
            return (dx, dhPrev * 0, dcPrev);
        }
    }

    /// <summary>The planted bug of gru-bug: dUh takes h where forward multiplied r ⊙ h.</summary>
    private sealed class GruWithoutResetInUh() : GruCell(2, 3, seed: 12)
    {
        public override (Vector<double> dx, Vector<double> dhPrev) Backward(Vector<double> dh, GruCache cache, GruParameters grad)
        {
            var right = grad.Uh;
            var back = base.Backward(dh, cache, grad);
            var daH = Mul(Mul(dh, 1 - cache.z), 1 - Mul(cache.hTilde, cache.hTilde));
            grad.Uh = right + daH.OuterProduct(cache.hPrev);
            return back;
        }
    }
}
