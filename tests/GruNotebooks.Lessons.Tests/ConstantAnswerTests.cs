using GruNotebooks.Lessons.Demonstrations;
using GruNotebooks.Tasks;

namespace GruNotebooks.Lessons.Tests;

public class ConstantAnswerTests
{
    [Fact]
    public void It_reads_what_the_task_reads_and_always_wants_one_answer()
    {
        var (adding, always) = (new AddingProblem(10), new ConstantAnswer(new AddingProblem(10), 1));
        var (theirs, ours) = (adding.Training<float>(4, seed: 3), always.Training<float>(4, seed: 3));
        for (var draw = 0; draw < 3; draw++)
        {
            var (one, other) = (theirs.Next(), ours.Next());
            Assert.Equal(one.Input.Data, other.Input.Data);
            Assert.All(other.Values!.Data, answer => Assert.Equal(1, answer));
        }
        Assert.All(always.Validation<double>()[0].Values!.Data, answer => Assert.Equal(1, answer));
        Assert.All(always.Test<double>()[0].Values!.Data, answer => Assert.Equal(1, answer));
    }

    [Fact]
    public void A_task_whose_answers_are_classes_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ConstantAnswer(new TemporalOrder(10), 1).Validation<float>());
}
