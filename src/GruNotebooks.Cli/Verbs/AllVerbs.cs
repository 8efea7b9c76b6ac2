using System.CommandLine;

namespace GruNotebooks.Cli.Verbs;

/// <summary>Every verb of `gru`, in the order in which help lists them.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Create() =>
    [
        RunVerb.Create(),
        BenchVerb.Create(),
        FingerprintVerb.Create(),
        SiteVerb.Create(),
        ParityVerb.Create(),
        ExportVerb.Create(),
        CompareVerb.Create(),
        DataVerb.Create(),
    ];
}
