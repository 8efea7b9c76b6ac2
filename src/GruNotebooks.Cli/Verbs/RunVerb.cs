using System.CommandLine;
using GruNotebooks.Cli.CommandLine;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru run`: executes notebooks.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var run = new Command("run", "Execute notebooks and write copies with fresh outputs, and a page of all charts.");
        run.SetAction(_ => ExitCode.Done);
        return run;
    }
}
