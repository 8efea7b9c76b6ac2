using GruNotebooks.Cli.Pictures;
using Microsoft.Playwright;

namespace GruNotebooks.Browser.Tests;

/// <summary>One browser for the tests of a class.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser => browser ?? throw new InvalidOperationException("No browser was found.");

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.Find() is not { } path) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = BrowserRenderer.Flags });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }
}
