using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.Scripting;

namespace GruNotebooks.Cli.Engine;

/// <summary>What a cell's exception means, and how a notebook shows it.</summary>
internal static class CellFailure
{
    public static CellEnding EndingOf(Exception thrown) => thrown is PackageMissingException ? CellEnding.NoPackage : CellEnding.Threw;

    /// <summary>
    /// Name and message, without a stack: its frames differ between machines (paths, inlining), and committed outputs must not.
    /// `gru run --verbose` shows the stack.
    /// </summary>
    public static JsonObject ToOutput(Exception thrown)
    {
        var traceback = new JsonArray();
        foreach (string line in Lines(thrown)) traceback.Add((JsonNode)line);
        return new JsonObject { ["ename"] = Name(thrown), ["evalue"] = Message(thrown), ["output_type"] = "error", ["traceback"] = traceback };
    }

    /// <summary>One line.</summary>
    public static string Summary(Exception thrown) => Lines(thrown).First().ReplaceLineEndings(" ");

    /// <summary>All there is, with the stack.</summary>
    public static string Details(Exception thrown) => thrown is CompilationErrorException ? string.Join('\n', Lines(thrown)) : thrown.ToString();

    private static IEnumerable<string> Lines(Exception thrown) => thrown switch
    {
        PackageMissingException => [thrown.Message],
        CompilationErrorException compilation => compilation.Diagnostics.Select(diagnostic => diagnostic.ToString()),
        _ => Chain(thrown).Select(link => $"{Name(link)}: {Message(link)}"),
    };

    private static IEnumerable<Exception> Chain(Exception thrown)
    {
        for (var link = thrown; link is not null; link = link.InnerException) yield return link;
    }

    private static string Name(Exception thrown) => thrown is CompilationErrorException ? "CompilationError" : thrown.GetType().Name;

    private static string Message(Exception thrown) => thrown.Message.ReplaceLineEndings("\n");
}
