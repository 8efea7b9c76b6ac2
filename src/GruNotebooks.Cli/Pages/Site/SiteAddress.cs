namespace GruNotebooks.Cli.Pages.Site;

/// <summary>Where the site and its repository are published.</summary>
internal static class SiteAddress
{
    public const string Site = "https://grunotebooks.github.io/grunotebooks/";
    public const string Repository = "https://github.com/grunotebooks/grunotebooks";
    public const string Codespace = "https://codespaces.new/grunotebooks/grunotebooks";

    /// <summary>A file or folder of the repository on the web.</summary>
    public static string Source(string path, bool folder = false) => $"{Repository}/{(folder ? "tree" : "blob")}/main/{Escape(path)}";

    /// <summary>A relative path as an address, whatever characters its names have.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
