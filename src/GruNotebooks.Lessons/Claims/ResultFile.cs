using System.Text.Json;
using System.Text.Json.Serialization;

namespace GruNotebooks.Lessons.Claims;

/// <summary>Files of results: where they are, and how they are read and written.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What ran on this machine.</summary>
    public static string Fresh(string root) => Path.Combine(root, "artifacts", "results");

    /// <summary>What came with the repository.</summary>
    public static string Committed(string root) => Path.Combine(root, "data", "results");

    /// <summary>The rows of a file that is there.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static List<TRow> Read<TRow>(string path, string root)
    {
        try
        {
            return JsonSerializer.Deserialize<List<TRow>>(File.ReadAllText(path), Json) is { } rows && rows.TrueForAll(row => row is not null)
                ? rows
                : throw new JsonException("The file holds null.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{Path.GetRelativePath(root, path)} is not a results file ({problem.Message}); delete it and run the notebook again.", problem);
        }
    }

    /// <summary>Writes beside the file and renames, so that a reader never sees half a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write<TRow>(string path, IReadOnlyList<TRow> rows)
    {
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(draft, JsonSerializer.Serialize(rows, Json) + "\n");
        File.Move(draft, path, overwrite: true);
    }
}
