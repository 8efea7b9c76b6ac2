using System.Globalization;
using System.Text.Json;
using GruNotebooks.Cells;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pages.Site;
using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Browser.Tests;

/// <summary>The playground computes what the readable cell computes, weight for weight.</summary>
[Collection(SiteCollection.Name)]
public sealed class PlaygroundNumbersTests(WholeSite site)
{
    private const double Tolerance = 1e-6;

    [BrowserTheory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 3)]
    public async Task Gates_states_gradients_and_paths_are_those_of_gru_cell(int hidden, int inputs)
    {
        const int Steps = 6;
        var layer = new Gru<double>(inputs, hidden, seed: 11);
        foreach (var parameter in layer.Parameters)
            for (var k = 0; k < parameter.Count; k++) parameter.Value[k] *= 3;
        var cell = new GruCell(Parameters(layer));
        var sequence = new Sequence<double>(Steps, 1, inputs);
        for (var k = 0; k < sequence.Data.Length; k++) sequence.Data[k] = (((k * 7) % 11) - 5) / 5.0;
        var dLast = Vector<double>.Build.Dense(hidden, j => j + 1.0);

        var (caches, states) = (new List<GruCache>(), new List<Vector<double>>());
        var h = Vector<double>.Build.Dense(hidden);
        for (var t = 0; t < Steps; t++)
        {
            (h, var cache) = cell.Forward(Vector<double>.Build.Dense([.. sequence.Row(t, 0).ToArray()]), h);
            caches.Add(cache);
            states.Add(h);
        }
        var (grad, dh) = (cell.ZeroGradients(), dLast);
        foreach (var cache in caches.AsEnumerable().Reverse()) (_, dh) = cell.Backward(dh, cache, grad);
        var paths = GruJacobian.Along(layer, layer.Forward(sequence));

        var (page, errors) = await site.OpenAsync(site.File("playground.html"));
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.playground === 'ready'");
        var text = await page.EvaluateAsync<string>("""
            given => {
              const { weights, xs, dLast } = JSON.parse(given), { gru } = window.playground, H = dLast.length;
              const steps = gru.run(weights, xs, new Array(H).fill(0), () => gru.free(H)), grad = gru.zeroWeights(H, xs[0].length);
              let dh = dLast;
              for (const step of [...steps].reverse()) dh = gru.backward(weights, step, dh, grad);
              return JSON.stringify({ steps, grad, dh: [dh], paths: steps.map(step => gru.jacobian(weights, step)) });
            }
            """, JsonSerializer.Serialize(new { weights = Arrays(cell.P), xs = Enumerable.Range(0, Steps).Select(t => sequence.Row(t, 0).ToArray()), dLast = dLast.ToArray() }));
        using var given = JsonDocument.Parse(text);
        var root = given.RootElement;
        for (var t = 0; t < Steps; t++)
        {
            var step = root.GetProperty("steps")[t];
            Near(caches[t].z.ToRowMatrix(), step.GetProperty("z"), $"z at {t}");
            Near(caches[t].r.ToRowMatrix(), step.GetProperty("r"), $"r at {t}");
            Near(caches[t].hTilde.ToRowMatrix(), step.GetProperty("hTilde"), $"candidate at {t}");
            Near(states[t].ToRowMatrix(), step.GetProperty("h"), $"h at {t}");
            foreach (var (name, path) in (IEnumerable<(string, Matrix<double>)>)[("carry", paths[t].Carry), ("candidate", paths[t].Candidate), ("reset", paths[t].ThroughReset), ("update", paths[t].ThroughUpdate)])
                Near(path, root.GetProperty("paths")[t].GetProperty(name), $"{name} at {t}");
        }
        Near(dh.ToRowMatrix(), root.GetProperty("dh"), "gradient of the first state");
        foreach (var (name, rows) in Arrays(grad))
            Near(rows is double[][] matrix ? Matrix<double>.Build.DenseOfRowArrays(matrix) : Matrix<double>.Build.DenseOfRowArrays((double[])rows), root.GetProperty("grad").GetProperty(name), $"gradient of {name}");
        Assert.Empty(errors);
    }

    [BrowserFact]
    public async Task The_trained_network_reads_as_the_layer_does_and_is_as_good_as_it_says()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(PlaygroundNetwork.FileIn(Repository.Root!)));
        var (alphabet, hidden) = (file.RootElement.GetProperty("alphabet").GetString()!, file.RootElement.GetProperty("hidden").GetInt32());
        var task = new Tasks.CharacterText(Tasks.TutorialProse.Load());
        Assert.Equal(task.Alphabet, alphabet);
        var network = new Training.Network<double>(new Gru<double>(alphabet.Length, hidden, seed: 0), new Dense<double>(hidden, alphabet.Length, seed: 0), task.Readout);
        foreach (var (name, value) in file.RootElement.GetProperty("weights").EnumerateObject().Select(p => (p.Name, p.Value)))
        {
            var numbers = Flat(value).ToArray();
            if (name is "Wy" or "by") numbers.CopyTo(network.Head.Parameters[name == "Wy" ? 0 : 1].Value, 0);
            else Fill(((Gru<double>)network.Layer).Gate(name), numbers);
        }
        var bits = Tasks.CharacterText.BitsPerCharacter(Training.Evaluation.Of(network, task, task.Test<double>()).Loss);
        Assert.Equal(file.RootElement.GetProperty("bits").GetDouble(), bits, 1e-3);

        const string Text = "The gate keeps what";
        var sequence = new Sequence<double>(Text.Length, 1, alphabet.Length);
        for (var t = 0; t < Text.Length; t++) sequence[t, 0, alphabet.IndexOf(Text[t])] = 1;
        var tape = ((Gru<double>)network.Layer).Forward(sequence);
        var scores = network.Forward(sequence);

        var (page, _) = await site.OpenAsync(site.File("playground.html"));
        await page.Locator("#typed").FillAsync(Text);
        using var shown = JsonDocument.Parse(await page.EvaluateAsync<string>("JSON.stringify({ steps: playground.text.steps, chances: [playground.text.prediction(playground.text.steps)] })"));
        for (var t = 0; t < Text.Length; t++)
        {
            var step = shown.RootElement.GetProperty("steps")[t];
            Near(Vector<double>.Build.DenseOfArray([.. tape.UpdateGate.Row(t, 0).ToArray()]).ToRowMatrix(), step.GetProperty("z"), $"z at {t}");
            Near(Vector<double>.Build.DenseOfArray([.. tape.ResetGate.Row(t, 0).ToArray()]).ToRowMatrix(), step.GetProperty("r"), $"r at {t}");
            Near(Vector<double>.Build.DenseOfArray([.. tape.Output.Row(t, 0).ToArray()]).ToRowMatrix(), step.GetProperty("h"), $"h at {t}");
        }
        var last = Vector<double>.Build.DenseOfArray([.. scores.Row(Text.Length - 1, 0).ToArray()]);
        var chances = (last - last.Maximum()).PointwiseExp();
        Near((chances / chances.Sum()).ToRowMatrix(), shown.RootElement.GetProperty("chances"), "chances");
    }

    private static GruParameters Parameters(Gru<double> layer) => new(layer.InputSize, layer.HiddenSize)
    {
        Wz = layer.Gate("Wz").ToMatrix(),
        Uz = layer.Gate("Uz").ToMatrix(),
        bz = layer.Gate("bz").ToMatrix().Column(0),
        Wr = layer.Gate("Wr").ToMatrix(),
        Ur = layer.Gate("Ur").ToMatrix(),
        br = layer.Gate("br").ToMatrix().Column(0),
        Wh = layer.Gate("Wh").ToMatrix(),
        Uh = layer.Gate("Uh").ToMatrix(),
        bh = layer.Gate("bh").ToMatrix().Column(0),
    };

    private static Dictionary<string, object> Arrays(GruParameters p) => new()
    {
        ["Wz"] = p.Wz.ToRowArrays(),
        ["Uz"] = p.Uz.ToRowArrays(),
        ["bz"] = p.bz.ToArray(),
        ["Wr"] = p.Wr.ToRowArrays(),
        ["Ur"] = p.Ur.ToRowArrays(),
        ["br"] = p.br.ToArray(),
        ["Wh"] = p.Wh.ToRowArrays(),
        ["Uh"] = p.Uh.ToRowArrays(),
        ["bh"] = p.bh.ToArray(),
    };

    private static void Fill(GateParameter<double> gate, double[] rowByRow)
    {
        var matrix = gate.ToMatrix();
        for (var k = 0; k < rowByRow.Length; k++) gate[k / matrix.ColumnCount, k % matrix.ColumnCount] = rowByRow[k];
    }

    private static IEnumerable<double> Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];

    private static void Near(Matrix<double> expected, JsonElement actual, string what)
    {
        var numbers = Flat(actual).ToArray();
        Assert.Equal(expected.RowCount * expected.ColumnCount, numbers.Length);
        var furthest = expected.ToRowMajorArray().Zip(numbers, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(furthest <= Tolerance, string.Create(CultureInfo.InvariantCulture, $"{what}: {furthest}"));
    }
}
