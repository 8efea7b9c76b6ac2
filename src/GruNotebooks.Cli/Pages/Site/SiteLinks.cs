namespace GruNotebooks.Cli.Pages.Site;

/// <summary>Links of notebooks as links of the site: another notebook is a page, another file of the repository is on the web, and what is nowhere is no link.</summary>
/// <param name="pages">The notebooks of the site.</param>
/// <param name="root">The repository; null where there is none.</param>
internal sealed class SiteLinks(IReadOnlyList<SitePage> pages, string? root)
{
    private readonly Dictionary<string, SitePage> bySource = pages.ToDictionary(p => p.Source);

    public string? Address(SitePage page, string url)
    {
        if (url.Length == 0) return null;
        if (url[0] == '#') return url;
        if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !url.StartsWith('/'))
            return absolute.Scheme is "http" or "https" or "mailto" ? url : null;
        if (url.Contains("%00", StringComparison.Ordinal) || url.Contains('\0', StringComparison.Ordinal)) return null;
        var parts = url.Split('#', 2);
        var fragment = parts.Length > 1 ? "#" + parts[1] : "";
        var target = Path.GetRelativePath(".", Path.Combine("notebooks", Path.GetDirectoryName(page.Source) ?? "", Uri.UnescapeDataString(parts[0]))).Replace('\\', '/');
        if (target.StartsWith("notebooks/", StringComparison.Ordinal) && bySource.TryGetValue(target["notebooks/".Length..], out var other))
            return page.Up + other.Href + fragment;
        if (root is null || target.StartsWith("../", StringComparison.Ordinal)) return null;
        var path = Path.Combine(root, target);
        return File.Exists(path) ? SiteAddress.Source(target) + fragment : Directory.Exists(path) ? SiteAddress.Source(target, folder: true) : null;
    }
}
