using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises;
using GruNotebooks.Lessons.Exercises.Checking;
using static GruNotebooks.Cells.CellMaths;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using V = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>A diagnosis never accuses a line that is right, and says what can be said where no mistake is known by name.</summary>
public class FairnessTests
{
    [Fact]
    public void A_cause_that_would_spoil_a_right_result_is_not_named()
    {
        // Only dh0 is wrong, so the gradient does cross time.
        var finding = Examine("bptt", (V[] dhs, RnnCache[] ks, RnnParameters p) =>
        {
            var (dW, dU, db, dh) = (p.Wh * 0, p.Uh * 0, p.bh * 0, dhs[^1]);
            for (var t = dhs.Length - 1; t >= 0; t--)
            {
                var da = Mul(dh, 1 - Mul(ks[t].h, ks[t].h));
                dW += da.OuterProduct(ks[t].x);
                dU += da.OuterProduct(ks[t].hPrev);
                db += da;
                dh = Back(p.Uh, da) + (t > 0 ? dhs[t - 1] : dhs[0] * 0.5);
            }
            return (dW, dU, db, dh);
        });
        Assert.Equal("dW, dU, db", finding.Right);
        Assert.Empty(finding.Mistakes);
        Assert.DoesNotContain("cross", finding.Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_equal_times_are_not_swapped() =>
        Assert.DoesNotContain("swapped", Examine("half-life", (double z) => (-1 / Math.Log2(z), -1 / Math.Log2(z))).Likely, StringComparison.Ordinal);

    [Fact]
    public void A_latch_with_exchanged_inputs_is_not_told_to_lower_its_bias()
    {
        var latch = new GruParameters(2, 1);
        (latch.bz[0], latch.Wz[0, 1], latch.Wh[0, 0]) = (-20, 40, 5);
        var finding = Examine("gru-latch", latch);
        Assert.DoesNotContain("negative", finding.Likely, StringComparison.Ordinal);
        Assert.Contains("hold is input 0", finding.Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_grows_is_not_said_to_leak()
    {
        var p = new LstmParameters(2, 1);
        (p.bf[0], p.Wg[0, 0], p.Wg[0, 1], p.Ug[0, 0], p.bo[0]) = (10, 2, -2, 1, 10);
        Assert.DoesNotContain("leak", Examine("lstm-counter", p).Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_without_effect_is_not_said_to_take_away()
    {
        var p = new LstmParameters(2, 1);
        (p.bf[0], p.Wg[0, 0]) = (10, 1);
        Assert.Equal("a counts and is kept", Examine("lstm-counter", p).Right);
    }

    [Theory]
    [InlineData("lstm-bug", "D", "W and U right")]
    [InlineData("gru-bug", "A", "wrong too")]
    [InlineData("gru-bug", "C", "wrong too")]
    [InlineData("what-a-check-misses", "A", "one more")]
    public void A_refutation_says_nothing_false(string id, string answer, string falsehood)
    {
        var finding = Examine(id, answer);
        Assert.DoesNotContain(falsehood, finding.Wrong + finding.Likely, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "B")]
    [InlineData("AB", "E")]
    public void A_missing_letter_is_not_given_away(string answer, string letter) =>
        Assert.DoesNotMatch($@"\b{letter}\b", Examine("what-a-check-misses", answer).Likely);

    [Fact]
    public void Exchanged_results_are_seen_in_any_exercise()
    {
        static (V daZ, V daR, V daH) Right(V dh, GruCache k, GruParameters p)
        {
            var daH = Mul(Mul(dh, 1 - k.z), 1 - Mul(k.hTilde, k.hTilde));
            return (Mul(Mul(dh, k.hPrev - k.hTilde), Mul(k.z, 1 - k.z)), Mul(Mul(Back(p.Uh, daH), k.hPrev), Mul(k.r, 1 - k.r)), daH);
        }
        Assert.Contains("daZ and daR are exchanged", Examine("gru-gates-backward", (V dh, GruCache k, GruParameters p) => (Right(dh, k, p).daR, Right(dh, k, p).daZ, Right(dh, k, p).daH)).Likely, StringComparison.Ordinal);
        Assert.Contains("dx and dhPrev are exchanged", Examine("rnn-step-backward", (V dh, RnnCache k, RnnParameters p) =>
        {
            var da = Mul(dh, 1 - Mul(k.h, k.h));
            return (Back(p.Uh, da), Back(p.Wh, da), da.OuterProduct(k.x), da.OuterProduct(k.hPrev), da);
        }).Likely, StringComparison.Ordinal);
        Assert.Contains("the two numbers are exchanged", Examine("forget-bias", new[] { 0.0436, 0.000977 }).Likely, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_computed_first_is_reported_first()
    {
        var finding = Examine("gru-gates-backward", (V dh, GruCache k, GruParameters p) =>
        {
            var daH = Mul(Mul(dh, 0.5 + k.z), 1 - Mul(k.hTilde, k.hTilde));
            return (Mul(Mul(dh, k.hPrev - k.hTilde), Mul(k.z, 1 - k.z)), Mul(Mul(Back(p.Uh, daH), k.hPrev), Mul(k.r, 1 - k.r)), daH);
        });
        Assert.StartsWith("daH[0]", finding.Wrong, StringComparison.Ordinal);
        Assert.EndsWith("wrong too: daR", finding.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Zeros_are_not_said_to_be_left_unfilled() =>
        Assert.Contains("or a factor in it is zero", Examine("rnn-step", (V x, V h, RnnParameters p) => Tanh(p.Wh * (x * 0) + p.Uh * (h * 0) + p.bh * 0)).Likely, StringComparison.Ordinal);

    [Fact]
    public void Nothing_has_minus_zero_of_its_length() =>
        Assert.DoesNotContain("-0 ", Examine("hold-the-gradient", M.Build.Dense(4, 4, (i, j) => j == i + 1 ? 1 : 0)).Wrong, StringComparison.Ordinal);

    private static Finding Examine(string id, object answer) => ExerciseBook.All.Single(task => task.Id == id).Examine(answer);
}
