namespace GruNotebooks.Cli.Pictures;

/// <summary>Chooses how pictures are drawn on this machine.</summary>
internal static class ChartRendererChoice
{
    public static IChartRenderer Create() => InstalledBrowser.Find() is { } browser
        ? new BrowserRenderer(browser)
        : new NoRenderer($"no browser to draw pictures with: install Chrome, Edge or Chromium, or set {InstalledBrowser.Variable} to one");
}
