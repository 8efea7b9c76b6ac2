using System.Text.Json;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>Reads a comparison with other libraries from data/results: measured once, shown ever since.</summary>
internal static class SavedComparison
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads <c>data/results/<paramref name="name"/>.json</c>.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="rows">What must not be empty.</param>
    /// <exception cref="FileNotFoundException">The library is outside a clone, or the file is missing.</exception>
    /// <exception cref="InvalidDataException">The file is not such a comparison.</exception>
    public static T Read<T, TRow>(string name, Func<T, IReadOnlyList<TRow>> rows) where T : class
    {
        var file = $"data/results/{name}.json";
        var path = RepositoryFolder.Root is { } root ? Path.Combine(root, file) : file;
        if (!File.Exists(path)) throw new FileNotFoundException($"{file} is missing; restore it from the repository.", path);
        return Parse(File.ReadAllText(path), file, rows);
    }

    /// <summary>Reads <paramref name="json"/>, which is the text of <paramref name="file"/>.</summary>
    /// <exception cref="InvalidDataException">It is not such a comparison.</exception>
    public static T Parse<T, TRow>(string json, string file, Func<T, IReadOnlyList<TRow>> rows) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) is { } read && rows(read).Count > 0 ? read : throw new JsonException("it has no rows");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{file} is not a comparison ({problem.Message}); restore it from the repository.", problem);
        }
    }
}
