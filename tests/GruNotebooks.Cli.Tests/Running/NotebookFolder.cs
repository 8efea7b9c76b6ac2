using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Tests.Portability;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>A folder of small notebooks, with a blank and letters beyond ASCII in its name, gone after the test.</summary>
internal sealed class NotebookFolder : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("gru-tests-");

    public NotebookFolder() => Directory.CreateDirectory(Notebooks);

    /// <summary>Where the notebooks are.</summary>
    public string Notebooks => In("Übungen – 練習");

    /// <summary>A file or folder beside the notebooks' folder.</summary>
    public string In(string name) => System.IO.Path.Combine(home.FullName, name);

    /// <summary>For --out.</summary>
    public string Out => System.IO.Path.Combine(home.FullName, "out");

    public string Path(string name) => System.IO.Path.Combine(Notebooks, name);

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>A notebook of code cells. A source that starts with `tag:` is the tag of the source after it.</summary>
    public string Notebook(string name, params string[] sources)
    {
        var cells = new JsonArray { SampleNotebook.Markdown("title", $"# {name}") };
        string? tag = null;
        foreach (string source in sources)
        {
            if (source.StartsWith("tag:", StringComparison.Ordinal))
            {
                tag = source[4..];
                continue;
            }
            cells.Add(SampleNotebook.Code($"cell-{cells.Count}", source, tag: tag));
            tag = null;
        }
        var document = new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = JsonNode.Parse(FormRules.DocumentMetadata),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return File(name, JupyterJson.Write(document));
    }

    /// <summary>The executed copy of a notebook.</summary>
    public Notebook Executed(string name) => NotebookReader.Read(System.IO.Path.Combine(Out, name));

    public Notebook Read(string name) => NotebookReader.Read(Path(name));

    public Task<GruRun> RunAsync(params string[] args) => GruRun.Async(["run", Notebooks, "--out", Out, .. args]);

    public void Dispose() => home.Delete(recursive: true);
}
