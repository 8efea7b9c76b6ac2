using System.Runtime.CompilerServices;

namespace GruNotebooks.Interop.Tests;

/// <summary>The reference vectors of the repository.</summary>
internal static class Golden
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder(), "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Folder(), name);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", "golden");
}
