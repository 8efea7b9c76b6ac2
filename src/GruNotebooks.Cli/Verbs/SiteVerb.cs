using System.CommandLine;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Cli.Pages.Site;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru site`: the executed notebooks as a static web site.</summary>
internal static class SiteVerb
{
    private static readonly string[] Folders = ["", "exercises", "solutions"];

    public static Command Create()
    {
        var to = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the site goes, a folder of gru's own: others' files there are refused, not replaced. Default: artifacts/site." };
        var train = new Option<bool>("--train") { Description = "First train the network of the playground again and write it to data/playground-network.json." };
        var site = new Command("site", "Make a static web site of the executed notebooks; it works from a folder or any web server.") { to, train };
        site.SetAction((parsed, _) => RunAsync(parsed.GetValue(to), parsed.GetValue(train), parsed.InvocationConfiguration.Output));
        return site;
    }

    private static async Task<int> RunAsync(string? named, bool train, TextWriter output)
    {
        var root = Repository.Root ?? throw new UserException("no notebooks here: run this inside a clone of the repository.");
        var pages = Pages(Path.Combine(root, "notebooks"), Path.Combine(root, "artifacts", "notebooks"));
        if (pages.Count == 0) throw new UserException($"{Path.Combine(root, "notebooks")}: has no notebooks; restore them, for example with git checkout.");
        var folder = OutputFolder.Of(named, "site");
        OwnFolder.Require(folder, SiteFrame.Title, SiteWriter.FilesOf(pages));
        if (train) AtomicFile.Write(PlaygroundNetwork.FileIn(root), System.Text.Encoding.UTF8.GetBytes(PlaygroundNetwork.Train()));
        var offline = await new SiteWriter(folder, pages, KatexFiles.Installed(root), root).WriteAsync();
        await output.WriteLineAsync($"{pages.Count} notebooks as pages, the playground and the reference: {Path.Combine(folder, "index.html")}");
        if (!offline) await output.WriteLineAsync("Offline the site shows pictures and unset formulas; after `npm install` and another `gru site` it shows everything.");
        return ExitCode.Done;
    }

    /// <summary>Every notebook, as the last run left it where its cells are still the same, else as it is committed.</summary>
    internal static List<SitePage> Pages(string notebooks, string executed)
    {
        var pages = new List<SitePage>();
        foreach (var folder in Folders.Where(f => Directory.Exists(Path.Combine(notebooks, f))))
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(notebooks, folder), "*.ipynb").Order(StringComparer.Ordinal))
            {
                var source = Path.GetRelativePath(notebooks, path).Replace('\\', '/');
                var committed = NotebookReader.Read(path);
                pages.Add(new SitePage(Fresh(Path.Combine(executed, source), committed) ?? committed, source));
            }
        }
        return pages;
    }

    private static Notebook? Fresh(string copy, Notebook committed)
    {
        if (!File.Exists(copy)) return null;
        try
        {
            var executed = NotebookReader.Read(copy);
            return executed.Cells.Select(c => c.Source).SequenceEqual(committed.Cells.Select(c => c.Source)) ? executed : null;
        }
        catch (UserException)
        {
            // A copy that cannot be read is no better than none.
            return null;
        }
    }
}
