namespace GruNotebooks.Cli.Tests.Running;

/// <summary>Every way in which a notebook can go wrong, run once, side by side with good ones; the tests look at what came of it.</summary>
public sealed class BadNotebooks : IAsyncLifetime
{
    internal NotebookFolder Folder { get; } = new();

    internal GruRun Run { get; private set; } = null!;

    /// <summary>A cell that never ends, in a run of its own: the time limit that ends it soon would end slower good ones on a busy machine.</summary>
    internal NotebookFolder EndlessFolder { get; } = new();

    internal GruRun EndlessRun { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Folder.Notebook("01-good.ipynb", "1 + 1");
        Folder.File("02-not-json.ipynb", "{ \"cells\": [\n  oops");
        Folder.File("03-no-cells.ipynb", """{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""");
        Folder.File("04-python.ipynb", """{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": "1"}], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}""");
        Folder.Notebook("05-directive.ipynb", "#!share --from fsharp x");
        Folder.Notebook("06-throws.ipynb", "1", "throw new InvalidOperationException(\"the gate\\nis stuck\");", "2");
        Folder.Notebook("08-exits.ipynb", "Environment.Exit(0)");
        Folder.Notebook("09-overflows.ipynb", "int Deeper(int x) => Deeper(x + 1) + 1;\nDeeper(0)");
        Folder.Notebook("10-prints.ipynb", "string line = new('x', 100);\nfor (int i = 0; i < 1_000_000; i++) Console.WriteLine(line);", "\"after\"");
        Folder.Notebook("11-does-not-compile.ipynb", "int x = \"text\";");
        Folder.Notebook("12-does-not-throw.ipynb", "tag:raises-exception", "1", "2");
        Folder.Notebook("13-imports-nothing.ipynb", "#!import ../artifacts/gru.csx");
        Folder.File("14-a-list.ipynb", "[]");
        Folder.File("15-odd-cell.ipynb", """{"cells": [{"cell_type": "code", "source": 5}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""");
        Folder.Notebook("99-good.ipynb", "\"still runs\"");
        EndlessFolder.Notebook("07-endless.ipynb", "Console.WriteLine(\"before\"); while (true) { }", "\"after\"");
        EndlessFolder.Notebook("08-throws.ipynb", "throw new Exception(\"less grave\");");
        var endless = EndlessFolder.RunAsync("--timeout", "8", "--jobs", "2");
        Run = await Folder.RunAsync("--jobs", "3");
        EndlessRun = await endless;
    }

    public Task DisposeAsync()
    {
        Folder.Dispose();
        EndlessFolder.Dispose();
        return Task.CompletedTask;
    }
}
