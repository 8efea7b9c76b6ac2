namespace GruNotebooks.Cli.Files;

/// <summary>Files that end: a pipe or a device, also one that a link leads to, has no length, and reading it might never end.</summary>
internal static class RegularFile
{
    /// <summary>How long it is; 0 for what is empty or none, null where there is nothing.</summary>
    public static long? Length(string path) => new FileInfo(RealPath.Of(path)) is { Exists: true } file ? file.Length : null;

    /// <summary>Whether a file holds exactly these bytes.</summary>
    public static bool Holds(string path, ReadOnlySpan<byte> bytes) => Length(path) == bytes.Length && bytes.Length > 0 && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
}
