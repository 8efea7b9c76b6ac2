using System.CommandLine;
using GruNotebooks.Cli.Kernel;

namespace GruNotebooks.Cli.Verbs;

/// <summary>What `gru run` starts for every notebook; not for people.</summary>
internal static class KernelHostVerb
{
    public static Command Create()
    {
        var host = new Command(KernelProcess.Verb, "Run the cells of one notebook; `gru run` talks to it through its standard input and output.") { Hidden = true };
        host.SetAction(_ => KernelHost.RunAsync());
        return host;
    }
}
