using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Tests.Tasks;

public class TextTests
{
    private static readonly string Song = string.Concat(Enumerable.Repeat("abcd efgh. ", 200));

    [Fact]
    public void Each_character_is_followed_by_the_next()
    {
        var task = new CharacterText(Song, steps: 10);
        Assert.Equal(" .abcdefgh", task.Alphabet);
        foreach (var batch in task.Validation<double>().Concat(task.Test<double>()).Append(task.Training<double>(7, 1).Next()))
        {
            for (int b = 0; b < batch.Input.Batch; b++)
            {
                string read = new([.. Enumerable.Range(0, 10).Select(t => task.Alphabet[Softmax.Choice<double>(batch.Input.Row(t, b))])]);
                string next = new([.. Enumerable.Range(0, 10).Select(t => task.Alphabet[batch.Classes![batch.Answer(t, b)]])]);
                Assert.Equal(read[1..], next[..^1]);
                Assert.Contains(read + next[^1], Song);
            }
        }
        Assert.Equal(task.Text[5..9], new string([.. task.Piece<double>(4, 4).Classes!.Select(symbol => task.Alphabet[symbol])]));
    }

    [Fact]
    public void A_learned_text_is_written_on()
    {
        var task = new CharacterText(Song, steps: 22);
        var network = new Network<float>(CellKind.Gru, task.InputSize, 24, task.OutputSize, Readout.EveryStep, 1);
        network.Layer.Threads = 1;
        var run = new Trainer<float>(network, task, task.Settings with { Steps = 150, LearningRate = 0.02, BatchSize = 8 }).Run();
        Assert.True(run.Last.Loss < 0.5 * task.Baseline);
        Assert.Equal("abcd efgh. abcd efgh. abcd efgh. a", TextSampler.Write(network, task, "abcd", 30, temperature: 0.1, seed: 1));
    }

    [Fact]
    public void Sampling_follows_its_seed_and_temperature()
    {
        var task = new CharacterText(Song, steps: 10);
        var network = new Network<double>(CellKind.Lstm, task.InputSize, 6, task.OutputSize, Readout.EveryStep, 1);
        string Write(double temperature, ulong seed) => TextSampler.Write(network, task, "ab", 40, temperature, seed);
        Assert.Equal(42, Write(1, 1).Length);
        Assert.Equal(Write(1, 1), Write(1, 1));
        Assert.NotEqual(Write(1, 1), Write(1, 2));
        Assert.Single(Enumerable.Range(0, 5).Select(seed => Write(1e-6, (ulong)seed)).Distinct());
        Assert.Contains("'z'", Assert.Throws<ArgumentException>(() => TextSampler.Write(network, task, "z", 1)).Message);
        Assert.Throws<ArgumentException>(() => TextSampler.Write(network, task, "", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(0, 1));
    }

    [Fact]
    public void The_baseline_counts_characters()
    {
        var task = new CharacterText(string.Concat(Enumerable.Repeat("aaab", 500)), steps: 8);
        double expected = -(0.75 * Math.Log(0.75)) - (0.25 * Math.Log(0.25));
        Assert.Equal(expected, task.Baseline, 0.01);
        Assert.Equal(1, CharacterText.BitsPerCharacter(Math.Log(2)), 1e-15);
    }

    [Fact]
    public void A_text_that_is_too_short_is_refused() => Assert.Contains("at least 220", Assert.Throws<ArgumentException>(() => new CharacterText("short", 10)).Message);

    [Fact]
    public void Prose_is_what_is_left_of_markdown()
    {
        const string Markdown = """
            # A heading is no sentence
            The update gate `z` decides how much of $h_{t-1}$ is **kept**, as [Cho 2014](https://arxiv.org/abs/1406.1078) has it.

            ```
            code is left out, whatever it says about itself.
            ```
            | a table | is left out, as are its sentences, all of them. |
            - “Typographic” marks become plain ones – dashes too, as here.
            $$ h = z \odot h $$
            """;
        string[] expected =
        [
            "The update gate z decides how much of h t-1 is kept, as Cho 2014 has it.",
            "\"Typographic\" marks become plain ones - dashes too, as here.",
        ];
        Assert.Equal(expected, TutorialProse.Paragraphs(Markdown));
    }

    [Fact]
    public void Prose_is_gathered_from_notebooks_in_order()
    {
        using var folder = new TemporaryFolder();
        static string Notebook(string prose) => $$"""{"cells": [{"cell_type": "code", "source": ["1 + 1"]}, {"cell_type": "markdown", "source": ["{{prose}} is long enough", " to be a sentence."]}]}""";
        folder.Write("02-b.ipynb", Notebook("The second notebook"));
        folder.Write("01-a.ipynb", Notebook("The first notebook"));
        Assert.Equal("The first notebook is long enough to be a sentence.\nThe second notebook is long enough to be a sentence.\n", TutorialProse.Gather(folder.Path));
        folder.Write("04-d.ipynb", Notebook("The first notebook"));
        Assert.Equal(2, TutorialProse.Gather(folder.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        folder.Write("03-c.ipynb", "{");
        Assert.Contains("03-c.ipynb is not a notebook", Assert.Throws<InvalidDataException>(() => TutorialProse.Gather(folder.Path)).Message);
    }
}
