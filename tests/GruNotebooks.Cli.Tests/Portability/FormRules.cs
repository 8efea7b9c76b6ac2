using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>What every host needs to recognise the file: nbformat 4.5 and the metadata that chooses the C# kernel.</summary>
internal static partial class FormRules
{
    public const string DocumentMetadata = """
        {"kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"},
         "language_info": {"name": "polyglot-notebook", "pygments_lexer": "csharp"},
         "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": [], "languageName": "csharp", "name": "csharp"}]}}}
        """;

    public const string CodeMetadata = """{"dotnet_interactive": {"language": "csharp"}, "polyglot_notebook": {"kernelName": "csharp"}}""";

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        new("the metadata chooses the C# kernel in every host", notebook =>
            Parts(DocumentMetadata).Where(part => !JsonNode.DeepEquals(notebook.Document["metadata"]?[part.Key], part.Value))
                .Select(part => $"metadata.{part.Key}: write {part.Value!.ToJsonString()}"),
            document => document["metadata"]!["kernelspec"]!["name"] = "python3"),

        NotebookRule.OfCells("each code cell names its kernel", cell => cell.IsCode, cell =>
            Parts(CodeMetadata).Where(part => !JsonNode.DeepEquals(cell.Json["metadata"]?[part.Key], part.Value))
                .Select(part => $"metadata.{part.Key}: write {part.Value!.ToJsonString()}"),
            document => document.Cell("chart")["metadata"]!.AsObject().Remove("polyglot_notebook")),

        new("nbformat is 4.5", notebook =>
            (int?)notebook.Document["nbformat"] == 4 && (int?)notebook.Document["nbformat_minor"] == 5 ? [] : ["write \"nbformat\": 4, \"nbformat_minor\": 5"],
            document => document["nbformat_minor"] = 4),

        new("cell ids are unique and well formed", notebook =>
            notebook.Cells.GroupBy(cell => cell.Id).Where(same => same.Count() > 1 || !Id().IsMatch(same.Key))
                .Select(same => $"cell id '{same.Key}' ({same.Count()} times): give each cell an id of its own, letters, digits, - and _, at most 64"),
            document => document.Cell("chart")["id"] = "import"),

        new("only code and markdown cells", notebook =>
            notebook.Cells.Where(cell => !cell.IsCode && !cell.IsMarkdown).Select(cell => $"cell {cell.Id}: kind '{cell.Kind}' is not run or shown everywhere; make it code or markdown"),
            document => document.Cell("question")["cell_type"] = "raw"),

        new("code cells are numbered from 1", notebook =>
            notebook.Cells.Where(cell => cell.IsCode).Select((cell, i) => (cell, number: i + 1))
                .Where(pair => (int?)pair.cell.Json["execution_count"] != pair.number)
                .Select(pair => $"cell {pair.cell.Id}: execution_count is {pair.cell.Json["execution_count"]?.ToJsonString() ?? "null"}, write {pair.number} (`gru run --save` does)"),
            document => document.Cell("chart")["execution_count"] = null),

        NotebookRule.OfCells("one JSON line per source line", _ => true, cell =>
            JsonNode.DeepEquals(cell.Json["source"], MultilineText.Lines(cell.Source)) && !cell.Source.Contains('\r')
                ? [] : ["write the source as a list of lines, each but the last ending in \\n, so that a diff shows the line that changed"],
            document => document.Cell("chart")["source"] = "var curve = HalfLife.Curve();\ncurve"),
    ];

    private static JsonObject Parts(string json) => JsonNode.Parse(json)!.AsObject();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Id();
}
