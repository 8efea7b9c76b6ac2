using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class StateTrackingTests
{
    [Fact]
    public void Parity_says_whether_the_ones_so_far_are_odd_in_number() =>
        Check(new Parity(30), letters => letters.Sum() % 2);

    [Theory, InlineData(3), InlineData(5)]
    public void A_modular_sum_is_the_remainder_of_the_sum_so_far(int modulus) =>
        Check(new ModularSum(30, modulus), letters => letters.Sum() % modulus);

    [Fact]
    public void Permutations_make_the_six_elements_of_a_group_that_does_not_commute()
    {
        var task = new PermutationOfThree();
        var all = Enumerable.Range(0, 6).ToArray();
        foreach (var a in all)
        {
            Assert.Equal(a, task.Next(a, 0));
            Assert.Equal(a, task.Next(0, a));
            Assert.Equal(all, all.Select(b => task.Next(a, b)).Order());
            foreach (var b in all)
                foreach (var c in all) Assert.Equal(task.Next(task.Next(a, b), c), task.Next(a, task.Next(b, c)));
        }
        Assert.Contains(all, a => all.Any(b => task.Next(a, b) != task.Next(b, a)));
        Assert.All(all, a => Assert.All(all, b => Assert.Equal((PermutationOfThree.Sign(a) + PermutationOfThree.Sign(b)) % 2, PermutationOfThree.Sign(task.Next(a, b)))));
        Assert.Equal(3, all.Sum(PermutationOfThree.Sign));
        Check(task, letters => letters.Aggregate(0, task.Next));
    }

    [Fact]
    public void Selective_copying_wants_the_scattered_symbols_in_their_order()
    {
        var task = new SelectiveCopying(length: 12, remember: 3, symbols: 5);
        var batch = task.Draw<double>(300, seed: 1);
        var places = new HashSet<int>();
        for (var b = 0; b < 300; b++)
        {
            int[] read = [.. Enumerable.Range(0, task.Steps).Select(t => Letter(batch, t, b))];
            int[] at = [.. Enumerable.Range(0, 12).Where(t => read[t] < 5)];
            places.UnionWith(at);
            Assert.Equal(at.Select(t => read[t]), Enumerable.Range(12, 3).Select(t => batch.Classes![batch.Answer(t, b)]));
            Assert.All(read[12..], letter => Assert.Equal(6, letter));
            Assert.All(Enumerable.Range(0, task.Steps), t => Assert.Equal(t >= 12, batch.Counts(t, b)));
        }
        Assert.Equal(12, places.Count);
        Assert.Equal(3 * 300, batch.CountAnswers());
    }

    [Fact]
    public void A_signed_minGRU_of_one_unit_with_weights_by_hand_is_right_about_parity_for_a_thousand_steps()
    {
        var task = new Parity(1000);
        var layer = new MinGru<double>(2, 1, seed: 1, MinGruVariant.Signed);
        // Letter 0: z = 1, so a = 1 and nothing is written. Letter 1: z = 0, so a = −1 and the candidate 1 is written: h' = 1 − h.
        Set(layer.Parameters[0].Value, [60, -60, 0, 0]);       // rows z, h~; columns letter 0, letter 1
        Set(layer.Parameters[1].Value, [0, 1]);
        var batch = task.Draw<double>(20, seed: 2);
        var states = layer.Forward(batch.Input).Output;
        for (var t = 0; t < 1000; t++)
            for (var b = 0; b < 20; b++) Assert.Equal(batch.Classes![batch.Answer(t, b)], states[t, b, 0], 1e-9);
        var scanned = layer.Scan(batch.Input);
        for (var k = 0; k < states.Data.Length; k++) Assert.Equal(states.Data[k], scanned.Data[k], 1e-9);
    }

    [Fact]
    public void Shares_by_step_average_to_the_score()
    {
        var task = new ModularSum(20);
        var network = new Contestant(CellKind.Gru, 8).Build(task, seed: 1);
        var batch = task.Draw<float>(64, seed: 3);
        Assert.Equal(Evaluation.Of(network, task, [batch]).Score, StateTracking.ShareByStep(network, batch).Average(), 1e-9);
    }

    [Fact]
    public void Shares_by_kind_count_an_answer_of_the_same_kind_as_right()
    {
        var task = new PermutationOfThree(20);
        var network = new Contestant(CellKind.Gru, 8).Build(task, seed: 1);
        var batch = task.Draw<float>(64, seed: 3);
        Assert.All(StateTracking.ShareByStep(network, batch, _ => 0), share => Assert.Equal(1, share, 1e-9));
        var output = network.Forward(batch.Input);
        double signs = 0;
        for (var t = 0; t < 20; t++)
            for (var b = 0; b < 64; b++)
                if (PermutationOfThree.Sign(Softmax.Choice<float>(output.Row(t, b))) == PermutationOfThree.Sign(batch.Classes![batch.Answer(t, b)])) signs++;
        Assert.Equal(signs / (20 * 64), StateTracking.ShareByStep(network, batch, PermutationOfThree.Sign).Average(), 1e-9);
    }

    [Fact]
    public void A_task_that_cannot_be_is_refused_by_name()
    {
        Assert.Equal("steps", Assert.Throws<ArgumentOutOfRangeException>(() => new Parity(0)).ParamName);
        Assert.Equal("modulus", Assert.Throws<ArgumentOutOfRangeException>(() => new ModularSum(10, 1)).ParamName);
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => new SelectiveCopying(length: 2, remember: 3)).ParamName);
    }

    private static void Check(StateTracking task, Func<int[], int> wanted)
    {
        var batch = task.Draw<double>(50, seed: 1);
        var seen = new HashSet<int>();
        for (var b = 0; b < 50; b++)
        {
            int[] letters = [.. Enumerable.Range(0, task.Steps).Select(t => Letter(batch, t, b))];
            seen.UnionWith(letters);
            for (var t = 0; t < task.Steps; t++) Assert.Equal(wanted(letters[..(t + 1)]), batch.Classes![batch.Answer(t, b)]);
        }
        Assert.Equal(task.InputSize, seen.Count);
    }

    private static int Letter(Batch<double> batch, int t, int b) => Enumerable.Range(0, batch.Input.Features).Single(k => batch.Input[t, b, k] == 1);

    private static void Set(double[] values, double[] to) => to.CopyTo(values, 0);
}
