using System.Globalization;
using System.Text;
using System.Text.Json;
using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>The network of the playground: notebook 10's task and optimiser with fewer units, so that each can be seen. `gru site --train` makes it again.</summary>
internal static class PlaygroundNetwork
{
    private const int HiddenSize = 32, Updates = 1500;
    private const ulong Seed = 1;

    /// <summary>Where the network is kept in a clone.</summary>
    public static string FileIn(string root) => Path.Combine(root, "data", "playground-network.json");

    /// <summary>Trains the network, the same on every machine, and gives it as JSON. Weights are rounded to four decimals first, so what is judged is what the page reads.</summary>
    public static string Train()
    {
        var task = new CharacterText(TutorialProse.Load());
        var settings = task.Settings with { Steps = Updates, LearningRate = 0.005 };
        var network = Experiment.Run(task, [CellKind.Gru], HiddenSize, seeds: 1, settings, firstSeed: Seed)[CellKind.Gru].Runs[0].Network;
        foreach (var parameter in network.Parameters)
            for (var k = 0; k < parameter.Count; k++) parameter.Value[k] = MathF.Round(parameter.Value[k], 4);
        return ToJson(network, task, Updates);
    }

    /// <summary>A network of one GRU layer with reset before, as site/src/playground reads it: each gate's arrays by their paper names.</summary>
    public static string ToJson(Network<float> network, CharacterText task, int updates)
    {
        var gru = (Gru<float>)network.Layer;
        var json = new StringBuilder("{\n");
        void Line(string name, object value, string end = ",") => json.Append(CultureInfo.InvariantCulture, $"{JsonSerializer.Serialize(name)}: {value}{end}\n");
        Line("made by", "\"gru site --train\"");
        Line("alphabet", JsonSerializer.Serialize(task.Alphabet));
        Line("hidden", gru.HiddenSize);
        Line("characters", task.Text.Length);
        Line("updates", updates);
        Line("bits", Rounded(CharacterText.BitsPerCharacter(Evaluation.Of(network, task, task.Test<float>()).Loss)));
        Line("baseline", Rounded(CharacterText.BitsPerCharacter(task.Baseline)));
        json.Append("\"weights\": {\n");
        foreach (var gate in (string[])["z", "r", "h"])
        {
            Line("W" + gate, Rows(gru.Gate("W" + gate)));
            Line("U" + gate, Rows(gru.Gate("U" + gate)));
            Line("b" + gate, List(gru.Gate("b" + gate).ToMatrix().Column(0).Select(v => (double)v)));
        }
        var (weight, bias) = (network.Head.Parameters[0], network.Head.Parameters[1]);
        Line("Wy", $"[{string.Join(",\n", weight.Value.Chunk(gru.HiddenSize).Select(row => List(row.Select(v => (double)v))))}]");
        Line("by", List(bias.Value.Select(v => (double)v)), "");
        return json.Append("}\n}\n").ToString();
    }

    private static string Rows(GateParameter<float> gate) => $"[{string.Join(",\n", gate.ToMatrix().EnumerateRows().Select(row => List(row.Select(v => (double)v))))}]";

    private static string List(IEnumerable<double> values) => $"[{string.Join(",", values.Select(Rounded))}]";

    private static string Rounded(double value) => Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
