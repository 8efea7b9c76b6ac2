using System.Runtime.CompilerServices;

namespace GruNotebooks.Tests.Interop;

/// <summary>The reference vectors beside the tests.</summary>
internal static class Golden
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder(), "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Folder(), name);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "golden");
}
