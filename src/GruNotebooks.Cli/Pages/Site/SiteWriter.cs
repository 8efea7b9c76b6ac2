using System.Security.Cryptography;
using System.Text;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pages.Site.Reference;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>Writes the site: a page for each notebook, a front page, the playground, the reference, pictures, and the scripts that npm installed.</summary>
/// <param name="folder">Where the site goes.</param>
/// <param name="pages">The notebooks, in order.</param>
/// <param name="katex">The folder of an installed KaTeX; null where there is none.</param>
/// <param name="root">The repository that links and the playground's network come from; null where there is none.</param>
internal sealed class SiteWriter(string folder, IReadOnlyList<SitePage> pages, string? katex, string? root = null)
{
    private const string Pictures = "pictures/";
    private const string PlaygroundPath = "playground.html", SearchIndexPath = "search-index.js";
    private const string PlaygroundWords = "Move every weight of a GRU of one or two units, draw its input, follow its gradient back; type a text and see what the gates of a trained network do at each letter.";

    private readonly SiteLinks links = new(pages, root);
    private readonly SearchIndex search = new();
    private readonly ReferencePages reference = new(ReferenceDocs.Read(AppContext.BaseDirectory));
    private IReadOnlyDictionary<Formula, string> formulas = new Dictionary<Formula, string>();

    /// <summary>The files that a reader may have written: what else goes into a site stands beside them.</summary>
    public static IEnumerable<string> FilesOf(IReadOnlyList<SitePage> pages) => [PlaygroundPath, SearchIndexPath, .. pages.Select(p => p.Path), .. pages.Select(p => p.Source)];

    /// <returns>Whether the site works offline in full: plotly.js and KaTeX are in it.</returns>
    public async Task<bool> WriteAsync()
    {
        Directory.CreateDirectory(Path.Combine(folder, Pictures));
        var localPlotly = PageFiles.BringPlotly(folder);
        PageFiles.Bring(folder, [.. PageShell.Files, "search.js", "playground.js", "playground-style.css"]);
        if (katex is not null) KatexFiles.Bring(katex, folder);
        var texts = pages.SelectMany(p => p.Notebook.Cells).Where(c => c.IsMarkdown).Select(c => c.Source);
        formulas = await FormulaRenderer.SetAsync([.. texts.SelectMany(SiteMarkdown.Formulas)], katex);
        var frame = new SiteFrame(pages, localPlotly);
        // First, because it says whose folder this is.
        var main = FrontPage.Body(pages, KeepPicture);
        Write("index.html", frame.Around("index.html", new Page(SiteFrame.Title, main) { Description = FrontPage.Question, Broad = true }, pages.Select(PictureOf).FirstOrDefault(p => p is not null)));
        for (var i = 0; i < pages.Count; i++) WriteNotebook(frame, i);
        WriteReference(frame);
        WritePlayground(frame);
        Write(SearchIndexPath, search.Script());
        return localPlotly && katex is not null;
    }

    private void WriteNotebook(SiteFrame frame, int index)
    {
        var page = pages[index];
        string? Link(string url) => links.Address(page, url);
        string? TypeLink(string name) => reference.Address(name) is { } address ? page.Up + address : null;
        var markdown = new SiteMarkdown(Link) { SetFormulas = formulas };
        var outputs = new OutputHtml((bytes, ending) => page.Up + KeepPicture(bytes, ending), Link, (code, label) => CSharpHtml.Block(code, label, TypeLink));
        var download = File.Exists(page.Notebook.Path);
        if (download) AtomicCopy(page.Notebook.Path, page.Source);
        var main = new NotebookBody(page, markdown, outputs, PictureOf(page) is { } picture ? page.Up + picture : null, TypeLink).Html(download) + Turn(page, index);
        search.Add(page, markdown.Sections);
        var needsFormulas = page.Notebook.Cells.Any(c => c.IsMarkdown && SiteMarkdown.Formulas(c.Source).Any());
        var head = needsFormulas ? KatexFiles.Head(page.Up, katex is not null, formulas.Count > 0) : "";
        Write(page.Path, frame.Around(page.Path, new Page(page.Title, main) { Description = page.Question, Head = head }, PictureOf(page), markdown.Sections));
    }

    private void WriteReference(SiteFrame frame)
    {
        const string Contents = "reference/index.html";
        Write(Contents, frame.Around(Contents, new Page("Reference", reference.Contents()) { Description = "Every public type of the libraries.", Broad = true }));
        foreach (var (space, path) in reference.Places)
            Write(path, frame.Around(path, new Page(space, reference.Of(space)) { Description = $"The types of {space}.", Broad = true }));
        foreach (var (name, space, address, summary) in reference.Entries) search.Add(name, space, address, summary);
    }

    private void WritePlayground(SiteFrame frame)
    {
        if (root is null || !File.Exists(PlaygroundNetwork.FileIn(root))) return;
        var main = PageFiles.Read(PlaygroundPath) + $"<script type=\"application/json\" id=\"text-network\">{File.ReadAllText(PlaygroundNetwork.FileIn(root)).Replace("<", "\\u003c", StringComparison.Ordinal)}</script>\n";
        Write(PlaygroundPath, frame.Around(PlaygroundPath, new Page("Playground", main)
        {
            Description = PlaygroundWords,
            Head = "<link rel=\"stylesheet\" href=\"playground-style.css\">\n",
            Scripts = ["playground.js"],
            Broad = true,
        }));
        search.Add("Playground: a GRU to touch", "Playground", PlaygroundPath, PlaygroundWords);
    }

    private string Turn(SitePage page, int index)
    {
        string Link(int at, string before, string after) => at >= 0 && at < pages.Count && pages[at].Group == page.Group
            ? $"<a href=\"{page.Up}{pages[at].Href}\">{before}{System.Net.WebUtility.HtmlEncode(pages[at].Title)}{after}</a>" : "<span></span>";
        return $"<nav class=\"turn\" aria-label=\"Previous and next\">{Link(index - 1, "← ", "")}{Link(index + 1, "", " →")}</nav>\n";
    }

    private string? PictureOf(SitePage page) => NotebookChart.Of(page.Notebook).FirstOrDefault(c => c.Png is not null) is { } chart ? KeepPicture(chart.Png!, ".png") : null;

    private string KeepPicture(byte[] picture, string ending)
    {
        var name = $"{Pictures}{Convert.ToHexStringLower(SHA256.HashData(picture))[..16]}{ending}";
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) AtomicFile.WriteOwn(path, picture);
        return name;
    }

    private void AtomicCopy(string from, string to)
    {
        var target = Path.Combine(folder, to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        AtomicFile.WriteOwn(target, File.ReadAllBytes(from));
    }

    private void Write(string path, Page page) => Write(path, PageShell.Html(page));

    private void Write(string path, string text)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        AtomicFile.WriteOwn(target, Encoding.UTF8.GetBytes(text));
    }
}
