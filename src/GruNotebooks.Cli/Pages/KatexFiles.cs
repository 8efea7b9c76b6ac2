using System.Globalization;

namespace GruNotebooks.Cli.Pages;

/// <summary>KaTeX, which sets formulas: the copy that npm installed, else the same version from a public address, with hashes.</summary>
internal static class KatexFiles
{
    /// <summary>As package.json pins it.</summary>
    public const string Version = "0.16.47";

    private const string Address = "https://cdn.jsdelivr.net/npm/katex@" + Version + "/dist/";

    /// <summary>The public addresses, for a page's policy.</summary>
    public const string Script = Address + "katex.min.js", Style = Address + "katex.min.css", Fonts = Address + "fonts/";

    private const string ScriptIntegrity = "sha384-CwjPRVHTvLiMBFjEoij+QZViMV5rhTOIp7CJzl24JEqpRDA1sJFHVXXLURktbYYp";
    private const string StyleIntegrity = "sha384-nH0MfJ44wi1dd7w6jinlyBgljjS8EJAh2JBoRad8a3VDw2K69vfaaqm4WnR+gXtA";
    private const string Folder = "katex";

    /// <summary>The folder that `npm install` made; null where it did not.</summary>
    public static string? Installed(string? repository)
    {
        if (repository is null) return null;
        var dist = Path.Combine(repository, "node_modules", "katex", "dist");
        return File.Exists(Path.Combine(dist, "katex.min.js")) && File.Exists(Path.Combine(dist, "katex.min.css")) ? dist : null;
    }

    /// <summary>Puts script, style and fonts into a site.</summary>
    public static void Bring(string installed, string site)
    {
        var fonts = Path.Combine(site, Folder, "fonts");
        Directory.CreateDirectory(fonts);
        foreach (var name in (string[])["katex.min.js", "katex.min.css"])
            File.Copy(Path.Combine(installed, name), Path.Combine(site, Folder, name), overwrite: true);
        foreach (var font in Directory.EnumerateFiles(Path.Combine(installed, "fonts"), "*.woff2"))
            File.Copy(font, Path.Combine(fonts, Path.GetFileName(font)), overwrite: true);
    }

    /// <summary>What a page with formulas has in its head.</summary>
    /// <param name="up">From the page to the site's folder: "" or "../".</param>
    /// <param name="local">Whether the site has its own copy.</param>
    /// <param name="set">Whether the formulas are set already, so that the style is enough.</param>
    public static string Head(string up, bool local, bool set)
    {
        var style = local ? $"<link rel=\"stylesheet\" href=\"{up}{Folder}/katex.min.css\">\n" : $"<link rel=\"stylesheet\" href=\"{Style}\" integrity=\"{StyleIntegrity}\" crossorigin=\"anonymous\">\n";
        var script = local ? $"<script src=\"{up}{Folder}/katex.min.js\"></script>\n" : $"<script src=\"{Script}\" integrity=\"{ScriptIntegrity}\" crossorigin=\"anonymous\"></script>\n";
        return string.Create(CultureInfo.InvariantCulture, $"{style}{(set ? "" : script)}");
    }
}
