namespace GruNotebooks.Cli.Pictures;

/// <summary>Chooses how pictures are drawn on this machine.</summary>
internal static class PictureMaker
{
    public static IPictures Create() => InstalledBrowser.Find() is { } browser
        ? new BrowserPictures(browser)
        : new NoPictures($"no browser to draw pictures with: install Chrome, Edge or Chromium, or set {InstalledBrowser.Variable} to one");
}
