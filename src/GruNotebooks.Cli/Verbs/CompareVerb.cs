using System.CommandLine;
using GruNotebooks.Cli.Comparing;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru compare`: outputs of a notebook that another program has executed, held against the committed ones.</summary>
internal static class CompareVerb
{
    public static Command Create()
    {
        var committed = new Argument<string>("COMMITTED") { Description = "The notebook as it is committed." };
        var executed = new Argument<string>("EXECUTED") { Description = "The same notebook with fresh outputs, for example from jupyter nbconvert --to notebook --execute." };
        var compare = new Command("compare", "Compare the outputs of two copies of a notebook as `run --check` does: numbers with tolerance, charts by data, cells tagged volatile by shape. Exit code 4 where they differ.")
        {
            committed, executed,
        };
        compare.SetAction((parsed, _) => RunAsync(parsed.GetValue(committed)!, parsed.GetValue(executed)!, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return compare;
    }

    private static async Task<int> RunAsync(string committed, string executed, TextWriter output, TextWriter error)
    {
        var (before, now) = (NotebookReader.Read(committed), NotebookReader.Read(executed));
        var (oldCells, newCells) = (before.NumberedCodeCells.ToList(), now.NumberedCodeCells.ToList());
        if (!oldCells.Select(numbered => numbered.Cell.Source).SequenceEqual(newCells.Select(numbered => numbered.Cell.Source)))
            throw new UserException($"{Path.GetFileName(executed)}: its code cells are not those of {Path.GetFileName(committed)}; execute that file.");

        int different = 0;
        foreach (var ((cell, number), (fresh, _)) in oldCells.Zip(newCells))
        {
            if (OutputComparison.Difference(cell.Outputs, fresh.Outputs, shapeOnly: cell.HasTag("volatile")) is not { } difference) continue;
            different++;
            await error.WriteLineAsync($"gru: {TerminalText.Line($"{Path.GetFileName(committed)} {NotebookReader.Where(cell, number)}: {difference}")}");
        }
        await output.WriteLineAsync(different == 0 ? $"{Path.GetFileName(committed)}: {oldCells.Count} cells, outputs as committed" : $"{Path.GetFileName(committed)}: {different} of {oldCells.Count} cells differ");
        return different == 0 ? ExitCode.Done : ExitCode.Stale;
    }
}
