using System.Net;
using System.Text;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Pages;

/// <summary>The page that a run leaves beside its executed copies.</summary>
internal static class IndexPage
{
    /// <param name="folder">Where the executed copies are; gets index.html.</param>
    /// <param name="executed">The notebooks as executed, in order, with fresh outputs and pictures.</param>
    public static void Write(string folder, IReadOnlyList<Notebook> executed)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Executed notebooks</title>\n<h1>Executed notebooks</h1>\n<ul>\n");
        foreach (var notebook in executed) page.Append("<li>").Append(WebUtility.HtmlEncode(notebook.Title)).Append("</li>\n");
        File.WriteAllText(Path.Combine(folder, "index.html"), page.Append("</ul>\n</html>\n").ToString());
    }
}
