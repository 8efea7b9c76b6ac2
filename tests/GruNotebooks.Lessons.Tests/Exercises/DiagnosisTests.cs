using GruNotebooks.Lessons.Exercises;
using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Every recognised mistake, made as a reader would make it, gets its own diagnosis.</summary>
public class DiagnosisTests
{
    private static readonly MistakeCase[] Cases =
        [.. RnnMistakes.All(), .. GradientCheckMistakes.All(), .. VanishingMistakes.All(), .. LstmMistakes.All(), .. GruGatesMistakes.All(), .. GruBackwardMistakes.All(),
         .. CountingMistakes.All(), .. SpeedMistakes.All(), .. MemoryTaskMistakes.All(), .. RealDataMistakes.All(), .. InsideMistakes.All(), .. RosettaMistakes.All(), .. TrainYourOwnMistakes.All(), .. GatedRecurrenceMistakes.All()];

    public static TheoryData<string> Exercises => [.. ExerciseBook.All.Select(task => task.Id)];

    [Theory]
    [MemberData(nameof(Exercises))]
    public void Each_mistake_is_diagnosed(string id)
    {
        var task = ExerciseBook.All.Single(candidate => candidate.Id == id);
        foreach (var one in Cases.Where(candidate => candidate.Exercise == id))
        {
            var finding = task.Examine(one.Answer);
            Assert.True(finding.State == ExerciseState.Wrong, $"{one} was {finding.State}");
            Assert.True(finding.Mistakes.SequenceEqual([one.Mistake]), $"{one} was taken for [{string.Join(", ", finding.Mistakes)}]: {string.Join(" | ", finding.Lines(task))}");
            Assert.NotEmpty(finding.Likely);
            Assert.NotEmpty(finding.Wrong);
        }
    }

    [Fact]
    public void No_recognised_mistake_is_left_out()
    {
        var known = ExerciseBook.All.SelectMany(task => task.KnownMistakes.Select(mistake => $"{task.Id}: {mistake}"));
        Assert.Equal(known.Distinct().Order(), Cases.Select(one => one.ToString()).Distinct().Order());
    }

    /// <summary>The number on the teachers' page is counted here, not by hand.</summary>
    [Fact]
    public void The_teachers_page_says_how_many_there_are()
    {
        var mistakes = ExerciseBook.All.Sum(task => task.KnownMistakes.Distinct().Count());
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs", "teaching.md"));
        Assert.Contains($"The {ExerciseBook.All.Count} exercises recognise {mistakes} mistakes", page, StringComparison.Ordinal);
    }
}
