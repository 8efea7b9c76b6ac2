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

    [Fact]
    public void What_a_process_left_that_is_not_the_one_which_has_its_number_now_is_removed()
    {
        string file = In("a.ipynb"), left = $"{file}.{Environment.ProcessId}.tmp";
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-1));
        AtomicFile.RemoveUnfinished(file);
        Assert.Empty(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void What_is_write_protected_is_not_replaced()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = In("a.ipynb");
        File.WriteAllText(file, "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.Contains("a.ipynb is write-protected", Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(file, "new"u8)).Message);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public async Task What_only_its_owner_may_read_is_never_open_to_others_while_it_is_written()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = In("a.ipynb");
        await File.WriteAllTextAsync(file, "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var writing = Task.Run(() => AtomicFile.Write(file, new byte[100_000_000]));
        var seen = new HashSet<UnixFileMode>();
        while (!writing.IsCompleted)
        {
            foreach (var half in folder.EnumerateFiles("*.tmp")) if (half.Exists) seen.Add(half.UnixFileMode);
        }
        await writing;
        seen.Remove((UnixFileMode)(-1));   // gone between the two looks
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Assert.Single(seen));
    }

    [Fact]
    public void A_file_of_its_own_takes_the_place_of_a_link_and_leaves_alone_what_it_led_to()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = In("theirs"), link = In("index.html");
        File.WriteAllText(file, "theirs");
        File.CreateSymbolicLink(link, file);
        AtomicFile.WriteOwn(link, "ours"u8);
        Assert.Equal(("theirs", "ours"), (File.ReadAllText(file), File.ReadAllText(link)));
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);
}
