using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Engine;

/// <summary>Files that cells import. Paths are relative to the notebook's folder, in imported files too, as in .NET Interactive.</summary>
internal sealed class ScriptImports(string folder)
{
    private readonly Stack<string> open = new();

    /// <summary>The C# of a script, or the code cells of a notebook.</summary>
    public IReadOnlyList<string> Open(string path)
    {
        string full = Path.GetFullPath(path, folder);
        if (open.Contains(full)) throw new InvalidOperationException($"#!import {path} imports itself ({string.Join(" imports ", open.Reverse().Select(Path.GetFileName))}).");
        if (!File.Exists(full)) throw new FileNotFoundException($"#!import {path}: no such file.{Advice(full)}");
        IReadOnlyList<string> sources = Path.GetExtension(full) switch
        {
            ".csx" or ".cs" => [Script(full)],
            ".ipynb" => [.. NotebookReader.Read(full).NumberedCodeCells.Select(numbered => numbered.Cell.Source)],
            string other => throw new NotSupportedException($"#!import {path}: '{other}' cannot be imported, only .csx, .cs and .ipynb."),
        };
        open.Push(full);
        return sources;
    }

    public void Close() => open.Pop();

    private static string Script(string path)
    {
        string source = File.ReadAllText(path);
        CellDirectives.Check(source, Path.GetFileName(path));
        // The compiler would name the file too, but not what to do: a repository that was moved keeps the script of its old folder.
        if (CellDirectives.Assemblies(source).FirstOrDefault(file => Path.IsPathFullyQualified(file) && !File.Exists(file)) is { } missing)
            throw new FileNotFoundException($"#!import {Path.GetFileName(path)}: it loads {missing}, which is not there.{Advice(path)}");
        return source;
    }

    private static string Advice(string full) =>
        Path.GetFileName(full) == "gru.csx" ? " Build the library, which writes it: run `dotnet build` in the repository's folder." : "";
}
