namespace GruNotebooks.Lessons.Claims;

/// <summary>What the notebooks have measured: one JSON file each, artifacts/results/NN.json, or the committed data/results/NN.json.</summary>
public static class Results
{
    /// <summary>Starts the results of a notebook anew; the file is replaced when the first claim is recorded.</summary>
    /// <param name="notebook">Its two digits, <c>02</c>.</param>
    /// <exception cref="ArgumentException">Not two digits.</exception>
    public static ResultBook Begin(string notebook) => Begin(notebook, RepositoryFolder.Root);

    /// <summary>What a notebook has recorded: its last run on this machine, else the committed run, else nothing.</summary>
    /// <param name="notebook">Its two digits, <c>02</c>.</param>
    /// <exception cref="InvalidDataException">A results file is not what <see cref="ResultBook"/> writes.</exception>
    public static IReadOnlyList<Claim> Of(string notebook) => Of(notebook, RepositoryFolder.Root);

    /// <summary>What all notebooks have recorded, in their order.</summary>
    /// <exception cref="InvalidDataException">A results file is not what <see cref="ResultBook"/> writes.</exception>
    public static IReadOnlyList<Claim> All() => All(RepositoryFolder.Root);

    internal static ResultBook Begin(string notebook, string? root) => new(Checked(notebook), root is null ? null : ResultFile.Fresh(root));

    internal static IReadOnlyList<Claim> Of(string notebook, string? root)
    {
        Checked(notebook);
        if (root is null) return [];
        foreach (var folder in new[] { ResultFile.Fresh(root), ResultFile.Committed(root) })
        {
            var path = Path.Combine(folder, notebook + ".json");
            if (File.Exists(path)) return ResultFile.Read<Claim>(path, root);
        }
        return [];
    }

    internal static IReadOnlyList<Claim> All(string? root)
    {
        if (root is null) return [];
        var names = new[] { ResultFile.Fresh(root), ResultFile.Committed(root) }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(IsNotebook)
            .Distinct()
            .Order(StringComparer.Ordinal);
        return [.. names.SelectMany(name => Of(name, root))];
    }

    /// <summary>Replaces the file.</summary>
    /// <returns>Null, or one line that says why nothing was saved.</returns>
    internal static string? Save(string? folder, string notebook, IReadOnlyList<Claim> claims)
    {
        if (folder is null) return "Results are not saved: the library is not inside a clone of its repository.";
        var path = Path.Combine(folder, notebook + ".json");
        try
        {
            ResultFile.Write(path, claims);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"Results are not saved: artifacts/results/{notebook}.json cannot be written; check the rights of that folder.";
        }
    }

    private static bool IsNotebook(string name) => name.Length == 2 && name.All(char.IsAsciiDigit);

    private static string Checked(string notebook) => IsNotebook(notebook)
        ? notebook
        : throw new ArgumentException($"A notebook is named by its two digits, got \"{notebook}\".", nameof(notebook));
}
