namespace GruNotebooks.Tasks;

/// <summary>Where data files are: in the repository's data folder, or, when they may not be part of it, in the user's local application data.</summary>
public static class DataFolder
{
    /// <summary>A file of the repository's data folder, which is looked for above the library's assembly and then above the current folder.</summary>
    /// <exception cref="FileNotFoundException">The repository or the file is not there; the message says what to do.</exception>
    public static string Find(string fileName)
    {
        string root = RepositoryFolder.Root ?? RepositoryFolder.Above(Directory.GetCurrentDirectory())
            ?? throw new FileNotFoundException($"data/{fileName} cannot be found: there is no GruNotebooks.sln above the library or the current folder. Run inside a clone of the repository.");
        string file = Path.Combine(root, "data", fileName);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is missing; it is part of the repository: git checkout data/{fileName}");
    }

    /// <summary>The folder for fetched data sets under the user's local application data; null where the user has none (HOME is not set).</summary>
    public static string? OfUser
    {
        get
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return string.IsNullOrEmpty(local) ? null : Path.Combine(local, "GruNotebooks", "data");
        }
    }
}
