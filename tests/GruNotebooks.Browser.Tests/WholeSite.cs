using System.Net;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Cli.Pages.Site;
using GruNotebooks.Cli.Pictures;
using GruNotebooks.Cli.Verbs;
using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

/// <summary>The site of this repository's own notebooks, from files and from a web server below a path, and a browser to look at it.</summary>
public sealed class WholeSite : IAsyncLifetime, IDisposable
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".woff2"] = "font/woff2",
        [".ipynb"] = "application/json",
    };

    /// <summary>What differs in form: the front page, the playground, chapters, the ledger, exercises, solutions, the reference.</summary>
    public static readonly string[] OneOfEachKind =
    [
        "index.html", "playground.html", "02-vanishing-gradients.html", "04-gru-gates.html", "14-claims-ledger.html",
        "exercises/04-gru-gates.html", "solutions/04-gru-gates.html", "reference/index.html", "reference/GruNotebooks.Cells.html",
    ];

    private readonly HttpListener server = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser => browser ?? throw new InvalidOperationException("No browser was found.");

    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Ends in a slash.</summary>
    public string Served { get; private set; } = "";

    /// <summary>Every page, as a path from the folder of the site.</summary>
    public IReadOnlyList<string> Pages => [.. Directory.EnumerateFiles(Folder, "*.html", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Folder, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public string File(string path) => new Uri(Path.Combine(Folder, path)).AbsoluteUri;

    public async Task InitializeAsync()
    {
        if (NeedsBrowser.Missing is not null) return;
        var root = Repository.Root!;
        await new SiteWriter(Folder, SiteVerb.Pages(Path.Combine(root, "notebooks"), Path.Combine(root, "artifacts", "no such run")), KatexFiles.Installed(root), root).WriteAsync();
        Listen();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = InstalledBrowser.Find(), Args = BrowserRenderer.Flags });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public void Dispose() => server.Close();

    /// <summary>A page that fails the test where its console has an error, a policy breach for one.</summary>
    public async Task<(IPage Page, List<string> Errors)> OpenAsync(string address, BrowserNewContextOptions? options = null)
    {
        var page = await (await Browser.NewContextAsync(options ?? new())).NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") errors.Add(message.Text); };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address);
        return (page, errors);
    }

    private void Listen()
    {
        for (var port = 20000 + (Environment.ProcessId % 20000); ; port++)
        {
            server.Prefixes.Clear();
            server.Prefixes.Add(Served = $"http://localhost:{port}/a/book/");
            try
            {
                server.Start();
                break;
            }
            catch (HttpListenerException) when (port < 65000)
            {
                continue;   // taken; the next one
            }
        }
        _ = Task.Run(AnswerAsync);
    }

    private async Task AnswerAsync()
    {
        while (server.IsListening)
        {
            HttpListenerContext asked;
            try
            {
                asked = await server.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => AnswerAsync(asked));
        }
    }

    private async Task AnswerAsync(HttpListenerContext asked)
    {
        try
        {
            var path = Path.Combine(Folder, Uri.UnescapeDataString(asked.Request.Url!.AbsolutePath["/a/book/".Length..]));
            asked.Response.StatusCode = System.IO.File.Exists(path) ? 200 : 404;
            if (System.IO.File.Exists(path))
            {
                asked.Response.ContentType = Kinds.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
                await asked.Response.OutputStream.WriteAsync(await System.IO.File.ReadAllBytesAsync(path));
            }
            asked.Response.Close();
        }
        catch (Exception left) when (left is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The page went elsewhere before it had all of it; others still ask.
            asked.Response.Abort();
        }
    }
}

/// <summary>The site is written once for all tests that look at it.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<WholeSite>
{
    public const string Name = "the site";
}
