using System.Text.RegularExpressions;
using GruNotebooks.Cli.CommandLine;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>What a cell asks of its host before and between its C#: `#!import path` and `#r "nuget: name, version"`.</summary>
internal static partial class CellDirectives
{
    /// <summary>
    /// The cell in the order in which it runs: imports, packages and stretches of C#. Lines that are directives become empty
    /// lines of the C#, so that the compiler's line numbers stay those of the cell.
    /// </summary>
    public static IReadOnlyList<CellPart> Split(string source)
    {
        var parts = new List<CellPart>();
        var code = new List<string>();
        var packages = new List<PackageName>();
        foreach (string line in source.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Import().Match(line) is { Success: true } import)
            {
                Flush();
                parts.Add(new ImportPart(Unquoted(import.Groups["path"].Value)));
            }
            else if (Package().Match(line) is { Success: true } package)
            {
                packages.Add(new PackageName(package.Groups["name"].Value, package.Groups["version"].Value));
            }
            else
            {
                code.Add(CSharpSelector().IsMatch(line) ? "" : line);
                continue;
            }
            code.Add("");
        }
        Flush();
        return parts;

        void Flush()
        {
            if (packages.Count > 0) parts.Add(new PackagesPart([.. packages]));
            packages.Clear();
            if (code.Any(line => !string.IsNullOrWhiteSpace(line))) parts.Add(new CodePart(string.Join('\n', code)));
            for (int i = 0; i < code.Count; i++) code[i] = "";
        }
    }

    /// <summary>Refuses a directive that only another host knows.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="where">What the message starts with: the notebook and the cell.</param>
    public static void Check(string source, string where)
    {
        foreach (string line in source.ReplaceLineEndings("\n").Split('\n').Where(line => line.TrimStart().StartsWith("#!", StringComparison.Ordinal)))
        {
            if (Import().IsMatch(line) || CSharpSelector().IsMatch(line)) continue;
            string directive = line.Trim().Split(' ')[0];
            throw new UserException($"{where}: unknown directive {directive}; `gru` knows #!import path and #r \"nuget: name, version\".");
        }
    }

    /// <summary>The files that `#r "path"` lines name; packages are not among them.</summary>
    public static IEnumerable<string> Assemblies(string source) => Assembly().Matches(source).Select(match => match.Groups["path"].Value);

    private static string Unquoted(string path) => path.Trim().Trim('"');

    [GeneratedRegex("""^\s*#!import\s+(?<path>\S.*)$""")]
    private static partial Regex Import();

    [GeneratedRegex("""^\s*#r\s+"nuget:\s*(?<name>[\w.-]+)\s*(,\s*(?<version>[^"]*?)\s*)?"\s*;?\s*$""")]
    private static partial Regex Package();

    [GeneratedRegex("""^\s*#r\s+"(?!nuget:)(?<path>[^"]+)["]""", RegexOptions.Multiline)]
    private static partial Regex Assembly();

    [GeneratedRegex("""^\s*#!(csharp|c#|C#)\s*$""")]
    private static partial Regex CSharpSelector();
}
