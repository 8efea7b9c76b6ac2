using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Tests.Pictures;

public class InstalledBrowserTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "browsers");

    [Fact]
    public void The_variable_comes_first_and_is_believed()
    {
        Assert.Equal("mine", InstalledBrowser.Find(name => name == InstalledBrowser.Variable ? "mine" : Folder, _ => true));
        Assert.Null(InstalledBrowser.Find(name => name == InstalledBrowser.Variable ? "none" : Folder, path => path != "none"));
    }

    [Fact]
    public void The_path_is_searched()
    {
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var chromium = Path.Combine(Folder, "chromium" + ending);
        Assert.Equal(chromium, InstalledBrowser.Find(name => name == "PATH" ? $"elsewhere{Path.PathSeparator}{Folder}" : null, path => path == chromium));
        Assert.Null(InstalledBrowser.Find(_ => null, _ => false));
    }
}
