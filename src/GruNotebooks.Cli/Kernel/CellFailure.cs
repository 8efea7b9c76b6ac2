using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Kernel;

/// <summary>How a cell failed.</summary>
/// <param name="Message">What Jupyter keeps as the error's value: name and message, without a stack, whose frames differ between machines.</param>
/// <param name="Reason">One line that says what and, where that helps, what to do.</param>
/// <param name="Details">All there is, with the stack, for --verbose.</param>
internal sealed partial record CellFailure(string Message, string Reason, string Details)
{
    /// <summary>What the kernel calls every failure in Jupyter.</summary>
    public const string Name = "Error";

    /// <summary>The cell did not compile; its diagnostics are among its outputs already.</summary>
    public static CellFailure OfDiagnostics(string diagnostics, string source)
    {
        string[] lines = diagnostics.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string first = lines.FirstOrDefault(line => line.Contains(": error ", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "does not compile";
        return new CellFailure("compilation error", first + Advice(source), diagnostics);
    }

    /// <param name="thrown">What the cell threw; null where the kernel refused it without an exception.</param>
    /// <param name="message">What the kernel says.</param>
    /// <param name="source">The cell.</param>
    public static CellFailure Of(Exception? thrown, string message, string source)
    {
        if (thrown is not null) return new CellFailure(ErrorText.WithoutStack(thrown.ToString()), $"{thrown.GetType().Name}: {thrown.Message}" + Advice(source), thrown.ToString());
        if (RestoreError().Match(message) is { Success: true } restore) return OfRestore(restore.Groups["what"].Value, message, source);
        string first = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "failed";
        return new CellFailure(ErrorText.WithoutStack(message), first + Advice(source), message);
    }

    private static CellFailure OfRestore(string error, string message, string source)
    {
        string[] wanted = [.. Package().Matches(source).Select(match => match.Groups["version"].Success ? $"{match.Groups["name"].Value} {match.Groups["version"].Value}" : match.Groups["name"].Value)];
        string packages = wanted.Length == 0 ? "a package is not restored" : $"no feed gave {string.Join(" and ", wanted)}";
        string reason = $"{packages}: {error.Trim().TrimEnd('.')}";
        return new CellFailure(reason, reason, message);
    }

    /// <summary>The kernel does not know how our own import comes into being.</summary>
    private static string Advice(string source) =>
        OurImport().IsMatch(source) ? " Build the library, which writes the import: run `dotnet build` in the repository's folder." : "";

    [GeneratedRegex(@"error (NU\d+|MSB\d+|NETSDK\d+): (?<what>[^\[\r\n]*)")]
    private static partial Regex RestoreError();

    [GeneratedRegex("""^\s*#r\s+"nuget:\s*(?<name>[\w.-]+)\s*(,\s*(?<version>[^"\r\n]*?)\s*)?["]""", RegexOptions.Multiline)]
    private static partial Regex Package();

    [GeneratedRegex(@"^\s*#!import\s.*\bgru\.csx", RegexOptions.Multiline)]
    private static partial Regex OurImport();
}
