using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Running;

/// <summary>What a reader sees below a cell.</summary>
internal static class CellText
{
    /// <summary>All of a code cell's outputs as text; cells count from 1, as execution counts do.</summary>
    public static string Text(this Notebook notebook, int cell) =>
        string.Concat(notebook.NumberedCodeCells.ElementAt(cell - 1).Cell.Outputs.Select(output =>
            MultilineText.Read(output!["text"]) + MultilineText.Read(output["data"]?["text/plain"]) + MultilineText.Read(output["evalue"])));
}
