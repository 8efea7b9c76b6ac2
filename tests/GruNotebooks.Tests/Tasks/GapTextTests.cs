using GruNotebooks.Tasks;

namespace GruNotebooks.Tests.Tasks;

public class GapTextTests
{
    private static readonly GapText Task = new(TutorialProse.Load()[..6000], steps: 12, share: 0.1);

    [Fact]
    public void What_is_asked_for_is_hidden_and_nothing_else()
    {
        int asked = 0, all = 0;
        foreach (var example in Task.TrainingSet)
        {
            Assert.Contains(true, example.Counted!);
            for (int t = 0; t < 12; t++)
            {
                int seen = Array.IndexOf(example.Input[(t * Task.InputSize)..((t + 1) * Task.InputSize)], 1f);
                Assert.Equal(example.Counted![t] ? Task.Alphabet.Length : example.Classes![t], seen);
                asked += example.Counted[t] ? 1 : 0;
                all++;
            }
        }
        Assert.InRange((double)asked / all, 0.1, 0.17);      // 0.1, and one in every piece that has none
    }

    [Fact]
    public void The_parts_are_the_text_in_its_order()
    {
        var all = Task.TrainingSet.Concat(Task.ValidationSet).Concat(Task.TestSet);
        Assert.Equal(TutorialProse.Load()[..6000], string.Concat(all.SelectMany(example => example.Classes!.Select(symbol => Task.Alphabet[symbol]))));
    }

    [Fact]
    public void The_baseline_knows_frequencies_only() => Assert.InRange(Task.Baseline, 2.5, Math.Log(Task.Alphabet.Length));

    [Theory, InlineData(0), InlineData(1)]
    public void A_share_of_nothing_or_all_is_refused(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => new GapText(TutorialProse.Load(), share: share));

    [Fact]
    public void A_short_text_is_refused() => Assert.Throws<ArgumentException>(() => new GapText("too short"));
}
