using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Lessons.Claims;

namespace GruNotebooks.Cli.Pages;

/// <summary>The page that a run leaves beside its executed copies: the verdicts, then a row for each notebook that opens to its charts. It is written again after each notebook.</summary>
internal static class IndexPage
{
    /// <summary>Its title.</summary>
    public const string Title = "Charts of the executed notebooks";

    private const string Pictures = "pictures";
    private const int NameLength = 16;

    /// <param name="folder">Where the executed copies are; gets index.html and what it needs.</param>
    /// <param name="executed">The notebooks as executed, in order, with fresh outputs and pictures, and where the copy of each is.</param>
    /// <param name="claims">What notebooks have claimed; only claims of the executed ones are shown.</param>
    public static void Write(string folder, IReadOnlyList<(Notebook Notebook, string Copy)> executed, IReadOnlyList<Claim>? claims = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, Pictures));
        var localPlotly = PageFiles.BringPlotly(folder);
        var (contents, rows, kept) = (new StringBuilder(), new StringBuilder(), new HashSet<string>());
        var (total, ids) = (0, new HashSet<string>(PageShell.Names));
        foreach (var (notebook, copy) in executed)
        {
            var charts = NotebookChart.Of(notebook).ToArray();
            total += charts.Length;
            var (id, title) = (Id(Path.GetFileNameWithoutExtension(notebook.Path), ids), WebUtility.HtmlEncode(notebook.Title));
            contents.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{id}\">{title}</a> ({charts.Length})</li>\n");
            rows.Append(Row(id, title, notebook, Address(folder, copy), charts, png => KeepPicture(folder, png, kept)));
        }
        var main = $"""
            <h1>{Title}</h1>
            <p class="lead">{Introduction(executed.Count, total)}</p>
            {Verdicts(executed, claims ?? Recorded())}
            {rows}
            """;
        var page = new Page(Title, main)
        {
            Navigation = $"<a class=\"close\" href=\"#main\">Close the list</a>\n<p>Notebooks</p>\n<ol>\n{contents}</ol>\n",
            Bar = $"<a href=\"#main\">Executed notebooks</a><a class=\"menu\" href=\"#pages\">Contents</a><span class=\"places\"></span>{PageShell.Theme}",
            LocalPlotly = localPlotly,
            Broad = true,
        };
        AtomicFile.WriteOwn(Path.Combine(folder, "index.html"), Encoding.UTF8.GetBytes(PageShell.Html(page)));
        PageFiles.Bring(folder, PageShell.Files);
        foreach (var stale in Directory.EnumerateFiles(Path.Combine(folder, Pictures), "*.png").Where(p => IsOurs(Path.GetFileName(p)) && !kept.Contains(Path.GetFileName(p))).ToArray()) File.Delete(stale);
    }

    private static string Introduction(int notebooks, int charts) =>
        charts == 0 ? "No charts yet: they appear here as notebooks finish."
        : string.Create(CultureInfo.InvariantCulture, $"{charts} charts of {notebooks} {(notebooks == 1 ? "notebook" : "notebooks")}, as the last run drew them. Open a row to see its charts and the numbers behind them; the executed copies are beside this page.");

    private static string Row(string id, string title, Notebook notebook, string copy, NotebookChart[] charts, Func<byte[], string> keep)
    {
        var first = charts.FirstOrDefault(c => c.Png is not null);
        var html = new StringBuilder($"<details class=\"chapter\" id=\"{id}\"><summary>");
        html.Append(first is null ? "<span></span>" : $"<img src=\"{keep(first.Png!)}\" alt=\"\" loading=\"lazy\">");
        html.Append(CultureInfo.InvariantCulture, $"<div><h2>{title}</h2><p>{charts.Length} {(charts.Length == 1 ? "chart" : "charts")}{(first is null ? "" : ": " + WebUtility.HtmlEncode(first.Alt))}</p></div></summary>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{copy}\">{WebUtility.HtmlEncode(Path.GetFileName(notebook.Path))}</a>, the executed copy</p>\n");
        foreach (var chart in charts)
        {
            if (chart.Heading.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<h3 class=\"heard\">{WebUtility.HtmlEncode(chart.Heading)}</h3>\n");
            html.Append(chart.ToHtml(chart.Png is null ? null : keep(chart.Png))).Append('\n');
        }
        return html.Append("</details>\n").ToString();
    }

    /// <summary>How the claims of the executed notebooks came out, each with its number.</summary>
    private static string Verdicts(IReadOnlyList<(Notebook Notebook, string Copy)> executed, IReadOnlyList<Claim> claims)
    {
        var byNumber = executed.Select(e => Path.GetFileName(e.Notebook.Path)).Where(n => n.Length > 2).Select(n => n[..2]).ToHashSet();
        var shown = claims.Where(c => byNumber.Contains(c.Notebook)).OrderBy(c => c.Notebook, StringComparer.Ordinal).ToArray();
        if (shown.Length == 0) return "";
        var html = new StringBuilder("<h2 id=\"verdicts\">Verdicts</h2>\n<p>");
        foreach (var group in shown.GroupBy(c => c.Verdict).OrderBy(g => g.Key))
            html.Append(CultureInfo.InvariantCulture, $"{Badge(group.First())} {group.Count()} &nbsp; ");
        html.Append("</p>\n<details><summary>Every claim with our number</summary><div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">notebook</th><th scope=\"col\">claim</th><th scope=\"col\">ours</th><th scope=\"col\">verdict</th></tr></thead><tbody>\n");
        foreach (var claim in shown)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{WebUtility.HtmlEncode(claim.Notebook)}</td><th scope=\"row\">{WebUtility.HtmlEncode(claim.Statement)}</th><td>{WebUtility.HtmlEncode(claim.Ours)}</td><td>{Badge(claim)}</td></tr>\n");
        return html.Append("</tbody></table></div></details>\n").ToString();
    }

    private static string Badge(Claim claim) =>
        $"<span class=\"verdict {claim.Verdict switch { Verdict.Holds => "holds", Verdict.HoldsInPart => "part", Verdict.DoesNotHold => "not", _ => "open" }}\">{claim.VerdictInWords}</span>";

    /// <summary>What the notebooks have recorded; a damaged file of results does not cost the page.</summary>
    private static IReadOnlyList<Claim> Recorded()
    {
        try
        {
            return Results.All();
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>Whether a picture has a name as <see cref="KeepPicture"/> gives them: others are the user's.</summary>
    private static bool IsOurs(string picture) => picture.Length == NameLength + ".png".Length && picture[..NameLength].All(char.IsAsciiHexDigitLower);

    private static string KeepPicture(string folder, byte[] png, HashSet<string> kept)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(png))[..NameLength] + ".png";
        if (kept.Add(name)) AtomicFile.WriteOwn(Path.Combine(folder, Pictures, name), png);
        return $"{Pictures}/{name}";
    }

    /// <summary>A name for a place of the page, whatever the file is called.</summary>
    private static string Id(string name, HashSet<string> taken)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? plain : $"{plain}-{n}").First(taken.Add);
    }

    private static string Address(string folder, string copy) =>
        string.Join('/', Path.GetRelativePath(folder, copy).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
