using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>A small notebook that keeps every rule, and ways to spoil it.</summary>
internal static class SampleNotebook
{
    private const string Prose = "What does a gate do? It decides how much of the past stays. Read the equation, run the cell, look at the curve. ";

    private static string SamplePath => Repository.Path("notebooks/99-sample.ipynb");

    public static JsonObject Good()
    {
        var cells = new JsonArray(
            Markdown("title", "# 99 A sample\n\n**You will learn** what a gate does. 5 minutes to read, 1 minute to run."),
            Markdown("before-import", "Run `dotnet build` once if the next cell fails."),
            Code("import", "#!import ../artifacts/gru.csx"),
            Code("first-look", "new Gru<double>(4, 5, seed: 1).Parameters.Count"),
            Code("parameters", "string scale = \"quick\";   // \"paper\": the paper's sizes", tag: "parameters"),
            Markdown("question", Prose + "See [the map](00-start-here.ipynb)."),
            Code("chart", "var curve = HalfLife.Curve();\ncurve", chart: true),
            Markdown("make-it-yours", Prose),
            Code("yours", "curve.Chart.WithTitle(\"My own title\").Finding(\"Memory of one unit halves every seven steps.\")", chart: true));
        for (var i = cells.Count; i < 22; i++) cells.Add(Markdown($"more-{i}", Prose));
        cells.Add(Markdown("references", "## References\n\n- Cho and others 2014, equation 7."));
        cells.Add(Markdown("way-on", string.Join(" · ", ShapeRules.Neighbours(SamplePath).Select(next => $"[another chapter]({next})"))));
        var document = new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = JsonNode.Parse(FormRules.DocumentMetadata),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        document.Renumber();
        return document;
    }

    /// <summary>As it would be read from the notebooks folder.</summary>
    public static Notebook Read(JsonObject document) => new(SamplePath, document);

    public static JsonObject Cell(this JsonObject document, string id) =>
        document["cells"]!.AsArray().Select(cell => cell!.AsObject()).First(cell => cell["id"]!.GetValue<string>() == id);

    public static void Change(this JsonObject document, string id, string source) =>
        document.Cell(id)["source"] = MultilineText.Lines(source);

    public static void Tag(this JsonObject document, string id, string tag) => document.Cell(id)["metadata"]!["tags"] = new JsonArray(tag);

    public static void InsertAfter(this JsonObject document, string id, JsonObject cell)
    {
        var cells = document["cells"]!.AsArray();
        cells.Insert(cells.IndexOf(document.Cell(id)) + 1, cell);
        document.Renumber();
    }

    public static JsonObject Markdown(string id, string text) => new()
    {
        ["cell_type"] = "markdown",
        ["id"] = id,
        ["metadata"] = new JsonObject(),
        ["source"] = MultilineText.Lines(text),
    };

    public static JsonObject Code(string id, string source, bool chart = false, string? tag = null)
    {
        var metadata = JsonNode.Parse(FormRules.CodeMetadata)!.AsObject();
        if (tag is not null) metadata["tags"] = new JsonArray(tag);
        return new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = 0,
            ["id"] = id,
            ["metadata"] = metadata,
            ["outputs"] = chart ? new JsonArray(ChartOutput()) : [],
            ["source"] = MultilineText.Lines(source),
        };
    }

    private static JsonObject ChartOutput() => JsonNode.Parse("""
        {"data": {"application/vnd.plotly.v1+json": {"data": []}, "image/png": "aGVsbG8="},
         "metadata": {"image/png": {"alt": "Memory of one unit halves every seven steps."}},
         "output_type": "display_data"}
        """)!.AsObject();

    private static void Renumber(this JsonObject document)
    {
        var number = 0;
        foreach (var cell in document["cells"]!.AsArray())
            if (cell!["execution_count"] is not null) cell["execution_count"] = ++number;
    }
}
