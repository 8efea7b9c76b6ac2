namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public static IEnumerable<string> Notebooks() =>
        Directory.Exists(Path("notebooks"))
            ? Directory.EnumerateFiles(Path("notebooks"), "*.ipynb", SearchOption.AllDirectories).Where(path => !path.Contains(".ipynb_checkpoints")).Order(StringComparer.Ordinal)
            : [];

    /// <summary>The numbered notebooks, without exercises and solutions.</summary>
    public static IEnumerable<string> Chapters() => Notebooks().Where(path => System.IO.Path.GetDirectoryName(path) == Path("notebooks"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "GruNotebooks.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository that they test.");
        return folder.FullName;
    }
}
