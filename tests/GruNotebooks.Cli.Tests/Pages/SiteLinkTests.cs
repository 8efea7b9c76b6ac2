using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pages.Site;
using GruNotebooks.Cli.Verbs;
using Xunit.Abstractions;

namespace GruNotebooks.Cli.Tests.Pages;

/// <summary>The site of this repository's own notebooks: every link and every anchor of every page, those in outputs too.</summary>
public sealed class SiteLinkTests(SiteLinkTests.WholeSite site, ITestOutputHelper output) : IClassFixture<SiteLinkTests.WholeSite>
{
    private const string Blob = SiteAddress.Repository + "/blob/main/", Tree = SiteAddress.Repository + "/tree/main/";

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var dead = new List<string>();
        var followed = 0;
        foreach (var (path, page) in site.Pages)
        {
            foreach (var element in page.QuerySelectorAll("[href], [src]"))
            {
                var address = element.GetAttribute("href") ?? element.GetAttribute("src")!;
                followed++;
                if (Broken(path, address) is { } why) dead.Add($"{path}: {address}: {why}");
            }
        }
        output.WriteLine($"{followed} links of {site.Pages.Count} pages followed, {dead.Count} dead");
        Assert.True(dead.Count == 0, $"{dead.Count} of {followed} links are dead:\n{string.Join('\n', dead)}");
        Assert.True(followed > 3000, $"only {followed} links");
    }

    [Fact]
    public void No_address_has_two_places()
    {
        var twice = from entry in site.Pages
                    from id in entry.Page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1)
                    select $"{entry.Path}: {id.Key}";
        Assert.Empty(twice);
    }

    [Fact]
    public void What_the_search_finds_is_there()
    {
        var script = File.ReadAllText(Path.Combine(site.Folder, "search-index.js"));
        using var json = System.Text.Json.JsonDocument.Parse(script["window.siteIndex=".Length..^2]);
        var addresses = json.RootElement.EnumerateArray().Select(e => e.GetProperty("url").GetString()!).ToArray();
        Assert.True(addresses.Length > 300);
        Assert.Equal(addresses.Length, addresses.Distinct().Count());
        Assert.DoesNotContain(addresses, a => Broken("index.html", a) is not null);
    }

    [Fact]
    public void Every_page_is_described_and_runs_no_script_of_its_own()
    {
        Assert.All(site.Pages, entry =>
        {
            var (path, page) = entry;
            var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
            var scripts = policy.Split(';').Single(d => d.Trim().StartsWith("script-src", StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
            Assert.All(page.QuerySelectorAll("script"), s => Assert.True(s.HasAttribute("src") || s.GetAttribute("type") == "application/json", path));
            Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.NotEmpty(page.Title!);
            Assert.True(page.QuerySelector("meta[name='description']")!.GetAttribute("content")!.Length > 10, path);
            Assert.NotNull(page.QuerySelector("link[rel='icon']"));
            Assert.NotNull(page.QuerySelector("meta[property='og:title']"));
            Assert.Single(page.QuerySelectorAll("h1"));
        });
    }

    private string? Broken(string from, string address)
    {
        if (address.StartsWith("data:image/", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal)) return null;
        if (address.StartsWith(Blob, StringComparison.Ordinal)) return File.Exists(InRepository(address[Blob.Length..])) ? null : "not in the repository";
        if (address.StartsWith(Tree, StringComparison.Ordinal)) return Directory.Exists(InRepository(address[Tree.Length..])) ? null : "not in the repository";
        if (Uri.TryCreate(address, UriKind.Absolute, out var web)) return web.Scheme == "https" || web.Scheme == "http" ? null : "a strange kind of address";
        var parts = address.Split('#', 2);
        var target = parts[0].Length == 0 ? from : Path.GetRelativePath(site.Folder, Path.GetFullPath(Path.Combine(site.Folder, Path.GetDirectoryName(from)!, Uri.UnescapeDataString(parts[0])))).Replace('\\', '/');
        if (!File.Exists(Path.Combine(site.Folder, target))) return "no such file";
        if (parts.Length == 1) return null;
        var page = site.Pages.SingleOrDefault(p => p.Path == target).Page;
        return page?.GetElementById(Uri.UnescapeDataString(parts[1])) is null ? "no such place" : null;
    }

    private static string InRepository(string address) => Path.Combine(Repository.Root!, Uri.UnescapeDataString(address.Split('#')[0]));

    /// <summary>The site, written once. Without KaTeX: that needs a browser, and no link.</summary>
    public sealed class WholeSite : IAsyncLifetime
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

        public IReadOnlyList<(string Path, IHtmlDocument Page)> Pages { get; private set; } = [];

        public async Task InitializeAsync()
        {
            var root = Repository.Root!;
            await new SiteWriter(Folder, SiteVerb.Pages(Path.Combine(root, "notebooks"), Path.Combine(root, "artifacts", "no such run")), katex: null, root).WriteAsync();
            var parser = new HtmlParser();
            Pages = [.. Directory.EnumerateFiles(Folder, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => (Path.GetRelativePath(Folder, path).Replace('\\', '/'), parser.ParseDocument(File.ReadAllText(path))))];
        }

        public Task DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return Task.CompletedTask;
        }
    }
}
