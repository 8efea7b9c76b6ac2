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
        byte[] bytes = Bytes(notebook);
        if (RegularFile.Holds(path, bytes)) return false;
        AtomicFile.Write(path, bytes);
        return true;
    }

    /// <summary>A copy of gru's own; a link that has its name goes.</summary>
    public static void WriteOwn(Notebook notebook, string path) => AtomicFile.WriteOwn(path, Bytes(notebook));

    private static byte[] Bytes(Notebook notebook) => Encoding.UTF8.GetBytes(JupyterJson.Write(notebook.Document));
}
