namespace GruNotebooks.Cli.Running;

/// <summary>What `gru run` was asked for.</summary>
internal sealed record RunOptions
{
    /// <summary>Where executed copies and index.html go.</summary>
    public required string Out { get; init; }

    /// <summary>Write outputs into the notebooks themselves.</summary>
    public bool Save { get; init; }

    /// <summary>Compare fresh outputs with the committed ones.</summary>
    public bool Check { get; init; }

    /// <summary>How long one cell may run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>New values of variables in cells tagged `parameters`.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> SkipTags { get; init; } = [];

    /// <summary>How many notebooks run at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Feeds for packages, beside the user's own.</summary>
    public IReadOnlyList<string> PackageSources { get; init; } = [];

    /// <summary>Run the cells after one that failed, too.</summary>
    public bool KeepGoing { get; init; }

    public bool Verbose { get; init; }
}
