using System.Text;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;

namespace GruNotebooks.Tests.Tasks;

public class ChoralesTests
{
    private const string Small = """{"test": [[[60], [60, 64]]], "train": [[[60, 64], [], [108]], [[21]]], "valid": [[[60, 64]]]}""";

    [Fact]
    public void The_network_reads_the_chord_before_and_wants_the_next()
    {
        var task = Read(Small);
        var batch = task.InOrder<double>(task.TrainingSet)[0];
        Assert.Equal([3, 1], batch.Lengths!);
        Assert.Equal([], Sounding(batch.Input, 0));
        Assert.Equal([60, 64], Sounding(batch.Values!, 0));
        Assert.Equal([60, 64], Sounding(batch.Input, 1));
        Assert.Equal([], Sounding(batch.Values!, 1));
        Assert.Equal([], Sounding(batch.Input, 2));
        Assert.Equal([108], Sounding(batch.Values!, 2));
        Assert.Equal(4, batch.CountAnswers());
    }

    [Fact]
    public void The_baseline_is_the_loss_of_the_keys_shares()
    {
        var task = Read(Small);
        double[] share = new double[88];
        foreach (int note in new[] { 60, 64, 108, 21 }) share[note - 21] = 1;
        var batch = task.Validation<double>()[0];
        var output = new Sequence<double>(1, 1, 88);
        for (int key = 0; key < 88; key++)
        {
            double p = (share[key] + 0.5) / 5;
            output[0, 0, key] = Math.Log(p / (1 - p));
        }
        Assert.Equal(task.Baseline, task.Loss.Measure(output, batch), 1e-12);
    }

    [Theory]
    [InlineData("""{"test": [[[60]]], "train": [[[60]]]}""", "'valid' has no pieces")]
    [InlineData("""{"test": [[[60]]], "train": [[[60]]], "valid": [[]]}""", "'valid' has no pieces, or an empty one")]
    [InlineData("""{"test": [[[60]]], "train": [[[20]]], "valid": [[[60]]]}""", "note 20 is not a key")]
    [InlineData("""{"test": [[[60]]], "train": [[["a"]]]""", "not the JSON that is expected (line 1")]
    [InlineData("", "not the JSON")]
    public void Another_form_is_refused_in_one_line(string json, string message)
    {
        string said = Assert.Throws<InvalidDataException>(() => Read(json)).Message;
        Assert.Contains(message, said);
        Assert.StartsWith("chorales.json: ", said);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void Without_the_file_a_reader_is_told_how_to_get_it()
    {
        using var folder = new TemporaryFolder();
        var lookup = Chorales.Find(folder.Write("chorales.json", Small));
        Assert.False(lookup.IsHere);
        Assert.Contains("is not the published jsb-chorales-quarter.json", lookup.Message);
        Assert.Contains("gru data fetch chorales", lookup.Message);
        Assert.DoesNotContain('\n', lookup.Message);
        Assert.Contains("gru data fetch chorales", Chorales.Find(Path.Combine(folder.Path, "none.json")).Message);
    }

    [Fact]
    public void Only_the_right_file_is_right()
    {
        var set = new RemoteDataSet("abc", "abc.txt", new("https://example.org/abc.txt"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        Assert.True(set.IsRight("abc"u8));
        Assert.False(set.IsRight("abd"u8));
        using var folder = new TemporaryFolder();
        string file = folder.Write("abd", "abd");
        string said = Assert.Throws<InvalidDataException>(() => set.CopyFrom(file)).Message;
        Assert.Contains($"{file} is not the published abc.txt", said);
        Assert.Throws<FileNotFoundException>(() => set.CopyFrom(Path.Combine(folder.Path, "none")));
    }

    private static Chorales Read(string json) => Chorales.Parse(Encoding.UTF8.GetBytes(json), "chorales.json");

    private static IEnumerable<int> Sounding(Sequence<double> roll, int t) => Enumerable.Range(0, 88).Where(key => roll[t, 0, key] == 1).Select(key => key + 21);
}
