using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Browser.Tests;

/// <summary>A test that needs a browser, and plotly.js from `npm install`; elsewhere the runner reports why it was left out.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public override string? Skip
    {
        get
        {
            return NeedsBrowser.Missing;
        }
    }
}

/// <summary>A <see cref="BrowserFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public override string? Skip
    {
        get
        {
            return NeedsBrowser.Missing;
        }
    }
}

internal static class NeedsBrowser
{
    /// <summary>What this machine lacks; null where it has all.</summary>
    public static string? Missing { get; } =
        InstalledBrowser.Find() is null ? "no Chrome, Edge or Chromium on this machine"
        : PlotlyFile.InNodeModules(Repository.Root) is null ? "no plotly.js: run npm install" : null;
}
