using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>Committed outputs: shown without a kernel, without scripts and without eyes.</summary>
internal static partial class OutputRules
{
    private const string Plotly = "application/vnd.plotly.v1+json";
    private const int ShortestAlt = 30;

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        OfCharts("a chart is saved with a picture", data => data["image/png"] is null
                ? ["no image/png beside the chart, so GitHub shows nothing; run `gru run --save` where there is a browser"] : [],
            output => output["data"]!.AsObject().Remove("image/png")),

        OfCharts("a chart is saved without html", data => data["text/html"] is not null
                ? ["text/html would hide the picture on GitHub; `gru run --save` leaves it out"] : [],
            output => output["data"]!["text/html"] = "<div></div>"),

        OfOutputs("a picture has an alternative text that states its finding", output => output["data"]?["image/png"] is not null
                && ((string?)output["metadata"]?["image/png"]?["alt"] ?? "") is var alt && (alt.Length < ShortestAlt || !alt.Contains(' '))
                ? [$"alternative text '{alt}': one sentence of at least {ShortestAlt} characters that says what the chart shows"] : [],
            output => output["metadata"]!["image/png"]!["alt"] = "chart"),

        OfOutputs("no failed cell is committed", output => (string?)output["output_type"] == "error"
                ? [$"the committed output is an error ({(string?)output["ename"]}); mend the cell, or tag it raises-exception if the error is the lesson"] : [],
            output => output["output_type"] = "error", cell => !cell.HasTag("raises-exception")),

        OfOutputs("nothing was written to the error stream", output => (string?)output["name"] == "stderr" ? ["the committed output has text on the error stream"] : [],
            output => output["name"] = "stderr"),

        OfOutputs("no path of somebody's machine in an output", output => MachinePath().Match(Text(output)) is { Success: true } found
                ? [$"the output names '{found.Value}', which only the author's machine has; print the file's name"] : [],
            output => output["data"]!["text/plain"] = "/home/ann/gru/data/digits.csv"),
    ];

    private static NotebookRule OfOutputs(string name, Func<JsonNode, IEnumerable<string>> breaches, Action<JsonNode> spoil, Func<NotebookCell, bool>? which = null) =>
        NotebookRule.OfCells(name, cell => cell.IsCode && (which is null || which(cell)), cell => cell.Outputs.SelectMany(output => breaches(output!)),
            document => spoil(document.Cell("chart")["outputs"]![0]!));

    private static NotebookRule OfCharts(string name, Func<JsonNode, IEnumerable<string>> breaches, Action<JsonNode> spoil) =>
        OfOutputs(name, output => output["data"] is { } data && data[Plotly] is not null ? breaches(data) : [], spoil);

    private static string Text(JsonNode output) =>
        MultilineText.Read(output["text"]) + "\n" + (output["data"] is JsonObject data ? string.Join('\n', data.Where(entry => entry.Key.StartsWith("text/", StringComparison.Ordinal)).Select(entry => MultilineText.Read(entry.Value))) : "");

    [GeneratedRegex(@"(/(home|root|tmp|Users|work)/[\w.-]+|[A-Z]:\\[\w.-]+)")]
    private static partial Regex MachinePath();
}
