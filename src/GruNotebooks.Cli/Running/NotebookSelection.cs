using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Running;

/// <summary>From what was named on the command line to a list of notebooks.</summary>
internal static class NotebookSelection
{
    private const string Pattern = "*.ipynb";

    /// <param name="named">Notebooks and folders; the repository's notebooks where none is named. A folder stands for the notebooks directly in it.</param>
    /// <returns>Full paths, in order, each once. A named file that does not exist is among them: reading it will say so.</returns>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> named)
    {
        if (named.Count == 0) return InFolder(Default());
        return [.. named.SelectMany(path => Directory.Exists(path) ? InFolder(path) : [Path.GetFullPath(path)]).Distinct()];
    }

    /// <summary>The deepest folder above all of them; executed copies keep their place below it.</summary>
    public static string CommonFolder(IReadOnlyList<string> notebooks)
    {
        string common = Path.GetDirectoryName(notebooks[0])!;
        while (notebooks.Any(path => !path.StartsWith(common.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) && Path.GetDirectoryName(common) is { } above) common = above;
        return common;
    }

    private static string Default()
    {
        string root = Repository.Root ?? throw new UserException("no notebooks here: run this inside a clone of the repository, or name notebooks or folders.");
        string folder = Path.Combine(root, "notebooks");
        return Directory.Exists(folder) ? folder : throw new UserException($"{folder} does not exist; restore it, for example with git checkout.");
    }

    private static IReadOnlyList<string> InFolder(string folder)
    {
        string[] found = [.. Directory.EnumerateFiles(Path.GetFullPath(folder), Pattern).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new UserException($"{folder}: has no notebooks ({Pattern}) directly in it; name a folder that has.");
    }
}
