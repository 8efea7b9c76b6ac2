using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class DigitsTests
{
    [Fact]
    public void The_parts_share_no_picture_and_have_all_of_them()
    {
        var task = Digits.ByRow();
        Assert.Equal((1197, 300, 300), (task.TrainingSet.Count, task.ValidationSet.Count, task.TestSet.Count));
        Assert.Equal(Digits.Pictures, task.TrainingSet.Concat(task.ValidationSet).Concat(task.TestSet).Distinct().Count());
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(task.TestSet.Count(example => example.Classes![0] == digit), 18, 45));
    }

    [Fact]
    public void Rows_and_pixels_are_the_same_numbers_in_another_shape()
    {
        var (rows, pixels) = (Digits.ByRow().Test<double>()[0], Digits.ByPixel().Test<double>()[0]);
        Assert.Equal((8, 8), (rows.Input.Steps, rows.Input.Features));
        Assert.Equal((64, 1), (pixels.Input.Steps, pixels.Input.Features));
        Assert.Equal(rows.Classes!, pixels.Classes!);
        for (int b = 0; b < rows.Input.Batch; b++)
            for (int k = 0; k < 64; k++) Assert.Equal(rows.Input[k / 8, b, k % 8], pixels.Input[k, b, 0]);
    }

    [Fact]
    public void A_picture_is_the_one_of_the_test_set()
    {
        var task = Digits.ByRow();
        var (pixels, digit) = task.Picture(task.TestPictures[17]);
        Assert.Equal(task.TestSet[17].Classes![0], digit);
        Assert.Equal(task.TestSet[17].Input, pixels.Cast<double>().Select(pixel => (float)(pixel / 16)));
    }

    [Fact]
    public void Row_by_row_is_learned_and_the_confusion_matrix_says_so()
    {
        var task = Digits.ByRow();
        var network = new Network<float>(CellKind.Gru, 8, 24, 10, Readout.LastStep, 1);
        network.Layer.Threads = 1;
        new Trainer<float>(network, task, task.Settings with { Steps = 250, LearningRate = 0.01 }).Run();
        var test = task.Test<float>();
        double accuracy = Evaluation.Of(network, task, test).Score;
        var confusion = Confusion.Of(network, task, test);
        Assert.True(accuracy > 0.85, $"{accuracy}");
        Assert.Equal(300, confusion.Cast<int>().Sum());
        Assert.Equal(accuracy, Enumerable.Range(0, 10).Sum(digit => confusion[digit, digit]) / 300.0, 1e-12);
    }

    [Theory]
    [InlineData("0,1,2\n", "line 1: 3 values where 65 are expected")]
    [InlineData("", "has 0 rows of numbers, 1797 are expected: it is cut short")]
    public void A_broken_file_is_named_with_its_line(string text, string message) => Complains(text, message);

    [Fact]
    public void Text_in_a_numbers_place_is_quoted()
    {
        string good = string.Join(',', Enumerable.Repeat("3", 65));
        Complains($"{good}\n{good}\n{good[..^1]}abc\n", "line 3: 'abc' is not a number");
        Complains($"{good[..^1]}NaN\n", "'NaN' is not a number");
        Complains($"{good}\n\n{good}\n", "line 2: 1 values");
        Complains($"{good}\n", "1 rows");
        string file = string.Concat(Enumerable.Repeat(good + "\n", 1797));
        Complains("17" + file[1..], "line 1: value 1 is not a whole number from 0 to 16");
        Complains(file + good + "\n", "has grown");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "none.csv");
        Assert.Equal($"{file} is missing.", Assert.Throws<FileNotFoundException>(() => Digits.ByRow(file)).Message);
        Assert.Contains("git checkout data/none.csv", Assert.Throws<FileNotFoundException>(() => DataFolder.Find("none.csv")).Message);
    }

    private static void Complains(string text, string message)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("digits.csv", text);
        string said = Assert.Throws<InvalidDataException>(() => Digits.ByRow(file)).Message;
        Assert.Contains(message, said);
        Assert.Contains(file, said);
        Assert.DoesNotContain('\n', said);
    }
}
