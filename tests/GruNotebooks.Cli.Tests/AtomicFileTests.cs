using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gru-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_link_stays_a_link_and_a_mode_stays_a_mode()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = In("a.ipynb"), link = In("link.ipynb");
        File.WriteAllText(file, "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, file);
        AtomicFile.Write(link, "new"u8);
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_a_running_one_writes_is_not()
    {
        string file = In("a.ipynb"), dead = file + ".2147483646.tmp", other = In("b.ipynb.2147483646.tmp"), running = $"{file}.{Environment.ProcessId}.tmp";
        foreach (string path in new[] { dead, other, running }) File.WriteAllText(path, "half");
        AtomicFile.RemoveUnfinished(file);
        Assert.Equal([running, other], Directory.GetFiles(folder.FullName).Order(StringComparer.Ordinal));
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
