namespace GruNotebooks.Cli.Files;

/// <summary>The folder of an option --out: made where it is missing.</summary>
internal static class OutputFolder
{
    /// <param name="named">What the user named; null for the default.</param>
    /// <param name="artifacts">The default, a folder under artifacts/.</param>
    public static string Of(string? named, string artifacts)
    {
        if (named is null) return Repository.ArtifactsFolder(artifacts);
        if (string.IsNullOrWhiteSpace(named)) throw new UserException("--out: names no folder; write --out DIR.");
        try
        {
            return Directory.CreateDirectory(named).FullName;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserException($"--out {named}: no folder can be made there: {refused.Message}", cause: refused);
        }
    }
}
