using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Running;

public sealed class SaveAndCheckTests : IDisposable
{
    private const string Name = "02-gates.ipynb";
    private readonly NotebookFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_saved_agrees_with_a_fresh_run_and_what_was_changed_does_not()
    {
        string path = folder.Notebook(Name, "tag:parameters", "var scale = \"quick\";", "$\"[{1 / 3.0}, 2]\"", "tag:volatile", "Environment.TickCount64", "tag:skip-execution", "throw new Exception();");
        var before = folder.Read(Name);

        var saved = await folder.RunAsync("--save");
        Assert.Equal((ExitCode.Done, ""), (saved.ExitCode, saved.Errors));
        var after = folder.Read(Name);
        Assert.Equal(before.Cells.Select(cell => (cell.Id, cell.Source, string.Join(',', cell.Tags))), after.Cells.Select(cell => (cell.Id, cell.Source, string.Join(',', cell.Tags))));
        Assert.Equal([1, 2, 3, 4], after.NumberedCodeCells.Select(numbered => numbered.Cell.Json["execution_count"]!.GetValue<int>()));
        Assert.Equal("[0.3333333333333333, 2]", after.Text(2));
        Assert.Empty(Directory.EnumerateFiles(folder.Notebooks, "*.tmp"));

        // Timings differ, and may.
        var again = await folder.RunAsync("--check");
        Assert.Equal((ExitCode.Done, ""), (again.ExitCode, again.Errors));

        File.WriteAllText(path, File.ReadAllText(path).Replace("0.3333333333333333", "0.3433333333333333"));
        string tampered = File.ReadAllText(path);
        var stale = await folder.RunAsync("--check");
        Assert.Equal(ExitCode.Stale, stale.ExitCode);
        Assert.Contains("02-gates.ipynb cell [2] cell-2: output 1: text/plain: '[0.3433333333333333,' became '[0.3333333333333333,'", Assert.Single(stale.ErrorLines));
        Assert.Equal(tampered, File.ReadAllText(path));

        // The same difference at another scale says nothing.
        var scaled = await folder.RunAsync("--check", "--set", "scale=paper");
        Assert.Equal(ExitCode.Done, scaled.ExitCode);
        Assert.Contains("not compared: 02-gates.ipynb [2]: the committed outputs were made with other parameters", scaled.Output);
    }

    [Fact]
    public async Task A_failed_notebook_is_not_saved()
    {
        string path = folder.Notebook(Name, "1 + 1", "throw new Exception(\"no\");");
        string before = File.ReadAllText(path);
        var run = await folder.RunAsync("--save");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("failed, not saved", run.Output);
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Fact]
    public async Task Outputs_that_agree_stay_letter_for_letter_with_their_picture()
    {
        string path = folder.Notebook(Name, Chart("0.5"), Chart("0.75"));
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        Commit(document, 1, "0.5000000001", "cGljdHVyZSBvbmU=");
        Commit(document, 2, "0.1", "cGljdHVyZSB0d28=");
        File.WriteAllText(path, JupyterJson.Write(document));

        Assert.Equal(ExitCode.Done, (await folder.RunAsync("--save")).ExitCode);
        var saved = folder.Read(Name);
        var same = saved.NumberedCodeCells.First().Cell.Outputs[0]!;
        Assert.Equal("cGljdHVyZSBvbmU=", (string?)same["data"]!["image/png"]);
        Assert.Contains("0.5000000001", same.ToJsonString());
        var changed = saved.NumberedCodeCells.Last().Cell.Outputs[0]!;
        Assert.NotEqual("cGljdHVyZSB0d28=", (string?)changed["data"]!["image/png"]);
        Assert.Contains("0.75", changed["data"]![Plotly]!.ToJsonString());
        Assert.Null(changed["data"]!["text/html"]);
        Assert.Equal("One point, and where it lies.", (string?)changed["metadata"]!["image/png"]!["alt"]);
    }

    [Fact]
    public async Task Outputs_that_were_made_with_data_survive_a_run_without_it()
    {
        string path = folder.Notebook(Name, "");
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        var cell = document["cells"]![1]!;
        cell["source"] = $"\"{Tasks.RemoteDataSet.Chorales.HowToGet}\"";
        cell["outputs"] = JsonNode.Parse("""[{"data": {"text/plain": ["8.54"]}, "execution_count": 1, "metadata": {}, "output_type": "execute_result"}]""");
        File.WriteAllText(path, JupyterJson.Write(document));

        var check = await folder.RunAsync("--check");
        Assert.Equal((ExitCode.Done, ""), (check.ExitCode, check.Errors));
        Assert.Contains("not compared: 02-gates.ipynb [1]: the data set 'chorales' was not there", check.Output);
        Assert.StartsWith("The data set", folder.Executed(Name).Text(1));
        Assert.Equal(ExitCode.Done, (await folder.RunAsync("--save")).ExitCode);
        Assert.Equal("8.54", folder.Read(Name).Text(1));
    }

    [Fact]
    public async Task Results_of_this_run_are_saved_beside_the_data_and_older_ones_are_not()
    {
        await File.WriteAllTextAsync(folder.In("GruNotebooks.sln"), "");
        string fresh = Directory.CreateDirectory(folder.In("artifacts/results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(fresh, "03.json"), "[3]");
        File.SetLastWriteTimeUtc(Path.Combine(fresh, "03.json"), DateTime.UtcNow.AddHours(-1));
        folder.Notebook(Name, "System.IO.File.WriteAllText(\"../artifacts/results/02.json\", \"[2]\");");
        folder.Notebook("03-flow.ipynb", "3");
        Assert.Equal(ExitCode.Done, (await folder.RunAsync("--save")).ExitCode);
        Assert.Equal("[2]", await File.ReadAllTextAsync(folder.In("data/results/02.json")));
        Assert.False(File.Exists(folder.In("data/results/03.json")));
    }

    [Fact]
    public async Task Saving_and_checking_at_once_is_wrong_usage()
    {
        folder.Notebook(Name, "1");
        var run = await folder.RunAsync("--save", "--check");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Single(run.ErrorLines);
    }

    private const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>A type that shows itself as the library's charts do, by names alone.</summary>
    private static string Chart(string y) => $$$"""
        class TypeFormatterSourceAttribute : Attribute { public TypeFormatterSourceAttribute(Type t) => FormatterSourceType = t; public Type FormatterSourceType { get; } public string[] PreferredMimeTypes { get; set; } }
        class Source { public IEnumerable<object> CreateTypeFormatters() => new object[] { new Json(), new Html() }; }
        class Json { public string MimeType => "{{{Plotly}}}"; public bool Format(object o, System.IO.TextWriter w) { w.Write(((Dot)o).Json); return true; } }
        class Html { public string MimeType => "text/html"; public bool Format(object o, System.IO.TextWriter w) { w.Write("<p>"); return true; } }
        [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "{{{Plotly}}}", "text/html" })]
        class Dot { public string Json => "{\"data\": [{\"y\": [{{{y}}}]}], \"layout\": {}}"; public string Alt => "One point, and where it lies."; }
        new Dot()
        """;

    private static void Commit(JsonNode document, int cell, string y, string picture) => document["cells"]![cell]!["outputs"] = new JsonArray(JsonNode.Parse($$$"""
        {"data": {"{{{Plotly}}}": {"data": [{"y": [{{{y}}}]}], "layout": {}}, "image/png": "{{{picture}}}"},
         "execution_count": {{{cell}}}, "metadata": {"image/png": {"alt": "One point, and where it lies."}}, "output_type": "execute_result"}
        """));
}
