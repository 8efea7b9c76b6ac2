namespace GruNotebooks.Lessons.Listings;

/// <summary>One source file of the library, embedded when it was compiled.</summary>
internal sealed class SourceFile
{
    private static readonly Lazy<SourceFile[]> Files = new(() =>
        [.. typeof(SourceFile).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("source/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => new SourceFile(Read(n)))]);

    private readonly Lazy<SourceDeclaration[]> types;

    public SourceFile(string text)
    {
        text = text.ReplaceLineEndings("\n");
        types = new(() => [.. SourceDeclaration.Split(text, SourceMask.Of(text), 0, text.Length).Where(d => d.IsType)]);
    }

    public static IReadOnlyList<SourceFile> All => Files.Value;

    public IReadOnlyList<SourceDeclaration> Types => types.Value;

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(SourceFile).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
