using System.Text;
using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>Writes a notebook as Jupyter and VS Code do, in one step: a reader never meets half a file.</summary>
internal static class NotebookWriter
{
    /// <returns>False where the file already held exactly this.</returns>
    public static bool Write(Notebook notebook, string path)
    {
        AtomicFile.RemoveUnfinished(path);
        byte[] bytes = Encoding.UTF8.GetBytes(JupyterJson.Write(notebook.Document));
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return false;
        AtomicFile.Write(path, bytes);
        return true;
    }
}
