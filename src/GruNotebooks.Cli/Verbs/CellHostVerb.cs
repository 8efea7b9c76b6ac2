using System.CommandLine;
using GruNotebooks.Cli.Engine;

namespace GruNotebooks.Cli.Verbs;

/// <summary>What `gru run` starts for every notebook; not for people.</summary>
internal static class CellHostVerb
{
    public const string Name = "host-cells";

    public static Command Create()
    {
        var host = new Command(Name, "Run the cells of one notebook; `gru run` talks to it through its standard input and output.") { Hidden = true };
        host.SetAction(_ => CellHost.RunAsync());
        return host;
    }
}
