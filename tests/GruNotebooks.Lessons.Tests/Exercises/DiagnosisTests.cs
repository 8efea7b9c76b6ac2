using GruNotebooks.Lessons.Exercises;

namespace GruNotebooks.Lessons.Tests.Exercises;

/// <summary>Every recognised mistake, made as a reader would make it, gets its own diagnosis.</summary>
public class DiagnosisTests
{
    private static readonly MistakeCase[] Cases =
        [.. Mistakes01.All(), .. Mistakes02.All(), .. Mistakes03.All(), .. Mistakes04.All(), .. Mistakes05.All(),
         .. Mistakes06.All(), .. Mistakes07.All(), .. Mistakes08.All(), .. Mistakes09.All(), .. Mistakes10.All()];

    public static TheoryData<string> Exercises => [.. ExerciseBook.All.Select(task => task.Id)];

    [Theory]
    [MemberData(nameof(Exercises))]
    public void EachMistakeIsDiagnosed(string id)
    {
        var task = ExerciseBook.All.Single(candidate => candidate.Id == id);
        foreach (var one in Cases.Where(candidate => candidate.Exercise == id))
        {
            var finding = task.Examine(one.Answer);
            Assert.True(finding.State == ExerciseState.Wrong, $"{one} was {finding.State}");
            Assert.True(finding.Slips.SequenceEqual([one.Mistake]), $"{one} was taken for [{string.Join(", ", finding.Slips)}]: {string.Join(" | ", finding.Lines(task))}");
            Assert.NotEmpty(finding.Likely);
            Assert.NotEmpty(finding.Wrong);
        }
    }

    [Fact]
    public void NoRecognisedMistakeIsLeftOut()
    {
        var known = ExerciseBook.All.SelectMany(task => task.KnownMistakes.Select(mistake => $"{task.Id}: {mistake}"));
        Assert.Equal(known.Distinct().Order(), Cases.Select(one => one.ToString()).Distinct().Order());
    }

    /// <summary>The number on the teachers' page is counted here, not by hand.</summary>
    [Fact]
    public void TheTeachersPageSaysHowManyThereAre()
    {
        var mistakes = ExerciseBook.All.Sum(task => task.KnownMistakes.Distinct().Count());
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs", "teaching.md"));
        Assert.Contains($"The {ExerciseBook.All.Count} exercises recognise {mistakes} mistakes", page, StringComparison.Ordinal);
    }
}
