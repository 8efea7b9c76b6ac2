using System.Globalization;
using System.Net;
using System.Text;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages;

/// <summary>The page that a run leaves beside its executed copies: every chart of every notebook. It is written again after each notebook.</summary>
internal static class IndexPage
{
    /// <param name="folder">Where the executed copies are; gets index.html.</param>
    /// <param name="executed">The notebooks as executed, in order, with fresh outputs and pictures, and where the copy of each is.</param>
    public static void Write(string folder, IReadOnlyList<(Notebook Notebook, string Copy)> executed)
    {
        Directory.CreateDirectory(folder);
        var assets = PageShell.BringPlotly(folder) ? "" : null;
        var (contents, main) = (new StringBuilder("<p>Notebooks</p>\n<ol>\n"), new StringBuilder("<h1>Charts of the executed notebooks</h1>\n"));
        var total = 0;
        foreach (var (notebook, copy) in executed)
        {
            var charts = NotebookChart.Of(notebook).ToArray();
            total += charts.Length;
            var (name, title) = (Path.GetFileNameWithoutExtension(notebook.Path), WebUtility.HtmlEncode(notebook.Title));
            contents.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{name}\">{title}</a> ({charts.Length})</li>\n");
            main.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{name}\">\n<h2 id=\"{name}\">{title}</h2>\n<p><a href=\"{Address(folder, copy)}\">{WebUtility.HtmlEncode(Path.GetFileName(notebook.Path))}</a>, the executed copy</p>\n");
            foreach (var chart in charts)
            {
                if (chart.Heading.Length > 0) main.Append(CultureInfo.InvariantCulture, $"<h3 class=\"heard\">{WebUtility.HtmlEncode(chart.Heading)}</h3>\n");
                main.Append(chart.ToHtml(chart.Png is null ? null : "data:image/png;base64," + Convert.ToBase64String(chart.Png))).Append('\n');
            }
            main.Append("</section>\n");
        }
        contents.Append("</ol>\n");
        if (total == 0) main.Append("<p>No charts yet.</p>\n");
        AtomicFile.Write(Path.Combine(folder, "index.html"), Encoding.UTF8.GetBytes(PageShell.Html("Charts of the executed notebooks", contents.ToString(), main.ToString(), assets)));
    }

    private static string Address(string folder, string copy) =>
        string.Join('/', Path.GetRelativePath(folder, copy).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
}
