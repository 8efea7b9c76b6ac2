using System.Globalization;
using System.Text.Json;
using GruNotebooks.Lessons.Exercises;
using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>An exercise stays the one that its readers solved: the same trials, in the same words, with the same right answers.</summary>
/// <remarks>published-exercises.json says what they are, an output as one number. That they are right is shown by the worked solutions, which the
/// runner's tests execute, and by the mistakes, which are written without a look at the model answer. Who changes an exercise on purpose
/// puts the line that the test prints in place of the old one.</remarks>
public class PublishedExercisesTests
{
    private static readonly Dictionary<string, string[]> Published = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Exercises", "published-exercises.json")))!;

    public static TheoryData<string> Asked => [.. ExerciseBook.All.Where(task => Describe(task).Length > 0).Select(task => task.Id)];

    [Theory]
    [MemberData(nameof(Asked))]
    public void An_exercise_asks_what_it_asked_before(string id)
    {
        var now = Describe(ExerciseBook.All.Single(task => task.Id == id));
        Assert.True(Published.TryGetValue(id, out var before) && before.SequenceEqual(now), $"  {JsonSerializer.Serialize(id)}: {JsonSerializer.Serialize(now)},");
    }

    [Fact]
    public void Nothing_is_published_that_is_no_longer_asked() => Assert.Empty(Published.Keys.Except(ExerciseBook.All.Select(task => task.Id)));

    private static string[] Describe(ExerciseTask task) => task switch
    {
        PredictionTask prediction => [.. prediction.Expected.Zip(prediction.Names, (value, name) => $"{name}: {Text(value)} within {Text(prediction.Tolerance)}")],
        ChoiceTask choice => [choice.Expected],
        _ when task.GetType().GetGenericTypeDefinition() == typeof(FunctionTask<>) =>
            (string[])new Func<FunctionTask<Action>, string[]>(Trials).Method.GetGenericMethodDefinition().MakeGenericMethod(task.GetType().GenericTypeArguments).Invoke(null, [task])!,
        _ => [],
    };

    private static string[] Trials<TFunction>(FunctionTask<TFunction> task) where TFunction : Delegate =>
        [.. Enumerable.Range(0, task.Trials).Select(k =>
        {
            var trial = task.Trial(k);
            var right = Outcome.Of(() => trial.Call(task.Reference(Mistakes.None)), task.Outputs);
            return $"{trial.Inputs}: {string.Join(", ", right.Outputs.Select(output => $"{output!.Name} {output.ShapeText} {Text(Mixed(output.Values))}"))}";
        })];

    /// <summary>One number for many, which another order or another sign of one of them would change.</summary>
    private static double Mixed(double[] values) => values.Select((value, k) => value * Math.Cos(k)).Sum();

    /// <summary>Seven digits: machines differ in the last of a double's.</summary>
    private static string Text(double value) => (Math.Abs(value) < 1e-12 ? 0 : value).ToString("G7", CultureInfo.InvariantCulture);
}
