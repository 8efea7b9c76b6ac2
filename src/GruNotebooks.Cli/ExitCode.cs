namespace GruNotebooks.Cli;

/// <summary>What `gru` tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>What was run failed: a cell, a check, a parity.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or an input that cannot be read.</summary>
    public const int Usage = 2;

    /// <summary>A cell ran past its time limit.</summary>
    public const int TimeLimit = 3;

    /// <summary>Committed outputs are not what a fresh run gives.</summary>
    public const int Stale = 4;

    /// <summary>The code of a run over several notebooks: the gravest that occurred.</summary>
    public static int Gravest(IEnumerable<int> codes)
    {
        var seen = codes.ToHashSet();
        int[] gravestFirst = [TimeLimit, Failed, Usage, Stale];
        return gravestFirst.FirstOrDefault(seen.Contains, Done);
    }
}
