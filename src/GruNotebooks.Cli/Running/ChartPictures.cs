using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Comparing;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Running;

/// <summary>Gives every chart of an executed notebook its picture: the committed one where the figure is unchanged, else a new one.</summary>
internal sealed class ChartPictures(IChartRenderer pictures, TimingLock gate)
{
    private const int DefaultWidth = 800;
    private const int DefaultHeight = 450;

    /// <summary>How many charts the notebook shows.</summary>
    public static int Count(Notebook notebook) => Charts(notebook).Count();

    /// <summary>Drops all other outputs.</summary>
    public static void KeepOnlyCharts(Notebook notebook)
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode)) cell.Outputs = [.. Charts(cell).Select(chart => chart.DeepClone())];
    }

    /// <summary>A note on charts without a picture, where there are any.</summary>
    public IEnumerable<RunNote> Notes(string name, Notebook notebook)
    {
        int missing = Charts(notebook).Count(output => Picture(output) is null);
        if (missing > 0) yield return new RunNote("charts without a picture", string.Create(CultureInfo.InvariantCulture, $"{name} ({missing})"), pictures.WhyNone ?? "the browser did not draw them", missing);
    }

    /// <summary>Whether a cell shows a chart that has no picture.</summary>
    public static bool LacksOne(NotebookCell cell) => Charts(cell).Any(output => Picture(output) is null);

    public async Task AddAsync(Notebook executed, Notebook committed, CancellationToken cancel)
    {
        var known = Charts(committed).Where(output => Picture(output) is not null).ToList();
        foreach (var output in Charts(executed).Where(output => Picture(output) is null).ToList())
        {
            var figure = output["data"]![MimeType.Plotly]!;
            string? picture = known.Find(chart => JsonComparison.Difference(chart["data"]![MimeType.Plotly], figure, "") is null) is { } same
                ? Picture(same)
                : await DrawAsync(figure, cancel);
            if (picture is not null) output["data"]![MimeType.Png] = picture;
        }
    }

    private async Task<string?> DrawAsync(JsonNode figure, CancellationToken cancel)
    {
        // Drawing keeps a processor busy; nothing may run beside a timing.
        using var place = await gate.EnterAsync(alone: false, cancel);
        var layout = figure.Member("layout");
        byte[]? png = await pictures.DrawAsync(figure.ToJsonString(), Size(layout.Member("width"), DefaultWidth), Size(layout.Member("height"), DefaultHeight), cancel);
        return png is null ? null : Convert.ToBase64String(png);
    }

    private static int Size(JsonNode? node, int otherwise) =>
        node is JsonValue && node.GetValueKind() == JsonValueKind.Number ? (int)Math.Clamp(double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture), 10, 4000) : otherwise;

    private static IEnumerable<JsonObject> Charts(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.IsCode).SelectMany(Charts);

    private static IEnumerable<JsonObject> Charts(NotebookCell cell) =>
        cell.Outputs.OfType<JsonObject>().Where(output => output["data"].Member(MimeType.Plotly) is JsonObject);

    /// <summary>The picture as base64; Jupyter may have broken it into lines.</summary>
    private static string? Picture(JsonObject output) => output["data"]![MimeType.Png] is { } png && MultilineText.Read(png) is { Length: > 0 } text ? text : null;
}
