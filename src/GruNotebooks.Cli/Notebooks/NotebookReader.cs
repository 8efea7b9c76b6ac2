using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Notebooks;

/// <summary>Reads a notebook and refuses, in one line, what is not a C# notebook that can be run.</summary>
internal static partial class NotebookReader
{
    private const string SaveAgain = "save the notebook again with Jupyter or VS Code.";

    /// <summary>In bytes; what is larger is no notebook, or one full of outputs that nobody reads.</summary>
    private const long Largest = 100_000_000;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    /// <exception cref="UserException">The file is missing, is not a notebook, has no cells, or is written for another language.</exception>
    public static Notebook Read(string path)
    {
        string shown = Path.GetFileName(path);
        return Parse(Bytes(path, shown), path);
    }

    /// <param name="bytes">A notebook's file.</param>
    /// <param name="path">Where it is from.</param>
    /// <exception cref="UserException">They are no C# notebook that can be run.</exception>
    public static Notebook Parse(byte[] bytes, string path)
    {
        string shown = Path.GetFileName(path);
        var document = Document(bytes, shown);
        if (document["nbformat"] is not { } format || document["cells"] is not JsonArray cells)
            throw new UserException($"{shown}: not a notebook of nbformat 4 (no list of cells); {SaveAgain}");
        if (format.GetValueKind() != JsonValueKind.Number || format.ToJsonString() != "4")
            throw new UserException($"{shown}: nbformat {Start(format)} cannot be read, only 4; convert it with Jupyter.");
        if (cells.Count == 0) throw new UserException($"{shown}: has no cells; nothing can be run.");
        if (document["metadata"] is not (null or JsonObject)) throw new UserException($"{shown}: its metadata is no object; {SaveAgain}");
        for (int i = 0; i < cells.Count; i++)
        {
            if (WrongWith(cells[i]) is { } wrong) throw new UserException($"{shown}: cell {i + 1} of the file {wrong}; {SaveAgain}");
        }
        var notebook = new Notebook(Path.GetFullPath(path), document);
        RequireCSharp(notebook, shown);
        return notebook;
    }

    /// <summary>How errors name a cell: its place among the code cells, and its id.</summary>
    public static string Where(NotebookCell cell, int number) => cell.Id.Length == 0 ? $"cell [{number}]" : $"cell [{number}] {cell.Id}";

    private static byte[] Bytes(string path, string shown)
    {
        try
        {
            if (Path.GetExtension(path).Equals(".dib", StringComparison.OrdinalIgnoreCase)) throw new UserException($"{shown}: .dib files are not read, only .ipynb; open it in VS Code and save it as .ipynb.");
            long length = RegularFile.Length(path) ?? throw new FileNotFoundException();
            if (length == 0) throw new UserException($"{shown}: is empty, or is no file (a pipe, a device); name a notebook: {Path.GetFullPath(path)}");
            if (length > Largest) throw new UserException(string.Create(CultureInfo.InvariantCulture, $"{shown}: has {length:N0} bytes; notebooks of up to {Largest:N0} can be read. Clear its outputs."));
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"{shown}: no such notebook or folder: {Path.GetFullPath(path)}", cause: missing);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{shown}: cannot be read: {unreadable.Message}", cause: unreadable);
        }
    }

    private static JsonObject Document(byte[] bytes, string shown)
    {
        string text;
        try
        {
            text = Utf8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new UserException($"{shown}: is not UTF-8 (byte {wrong.Index + 1}), as every notebook is; {SaveAgain}", cause: wrong);
        }
        try
        {
            using (var whole = JsonDocument.Parse(text, Strict))
            {
                foreach (string part in Texts(whole.RootElement)) _ = part.Length;
            }
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject ?? throw new UserException($"{shown}: not a notebook: its JSON is no object.");
        }
        catch (InvalidOperationException half)
        {
            // JSON can hold half a letter (\ud83d alone), which is no text: nothing could write it again.
            throw new UserException($"{shown}: holds half of a letter (\\ud… without its other half) in a text; {SaveAgain}", cause: half);
        }
        catch (JsonException broken) when (broken.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase))
        {
            throw new UserException($"{shown}: {broken.Message.Split(" Path:")[0].TrimEnd('.')} (a name stands twice in one object); {SaveAgain}", cause: broken);
        }
        catch (JsonException broken)
        {
            string notFinite = NotFinite().IsMatch(LineOf(text, broken.LineNumber ?? 0)) ? ": NaN and Infinity are no JSON; clear the outputs that hold them" : "; restore the file, for example with git checkout";
            throw new UserException($"{shown}: not JSON (line {broken.LineNumber + 1}){notFinite}.", cause: broken);
        }
    }

    private static string LineOf(string text, long number) => text.Split('\n').ElementAtOrDefault((int)number) ?? "";

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        _ => [],
    };

    /// <returns>Null for a sound cell.</returns>
    private static string? WrongWith(JsonNode? node)
    {
        if (node is not JsonObject cell || cell["cell_type"].Text() is not { } kind || !cell["source"].IsMultilineText()) return "is not a cell (cell_type, source)";
        if (cell["id"] is not null && cell["id"].Text() is null) return $"has the id {Start(cell["id"]!)}, which is no text";
        if (cell["metadata"] is not (null or JsonObject)) return "has metadata that is no object";
        if (cell["metadata"].Member("tags") is not (null or JsonArray) || cell["metadata"].Member("tags") is JsonArray tags && tags.Any(tag => tag.Text() is null)) return "has tags that are no list of texts";
        if (kind != "code" || cell["outputs"] is null) return null;
        if (cell["outputs"] is not JsonArray outputs) return "has outputs that are no list";
        for (int i = 0; i < outputs.Count; i++)
        {
            if (!IsOutput(outputs[i])) return $"has an output {i + 1} that is none (clear it in VS Code or Jupyter)";
        }
        return null;
    }

    private static bool IsOutput(JsonNode? node)
    {
        if (node is not JsonObject output || output["metadata"] is not (null or JsonObject)) return false;
        return output["output_type"].Text() switch
        {
            "stream" => output["name"].Text() is not null && output["text"].IsMultilineText(),
            "error" => output["ename"].Text() is not null && output["evalue"].Text() is not null && output["traceback"] is null or JsonArray,
            "display_data" or "execute_result" => output["data"] is JsonObject data && data.All(content => MimeType.IsJson(content.Key) || content.Value.IsMultilineText()),
            _ => false,
        };
    }

    private static void RequireCSharp(Notebook notebook, string shown)
    {
        var metadata = notebook.Document["metadata"];
        if (metadata.Member("kernelspec") is not (null or JsonObject)) throw new UserException($"{shown}: its kernelspec is no object; {SaveAgain}");
        foreach (string? name in new[] { metadata.Member("kernelspec").Member("name").Text(), metadata.Member("polyglot_notebook").Member("kernelInfo").Member("defaultKernelName").Text() })
        {
            if (name is not null && !CellLanguage.IsCSharp(name)) throw new UserException($"{shown}: is written for the kernel '{name}'; only C# (.net-csharp) can be run.");
        }
        foreach (var (cell, number) in notebook.NumberedCodeCells)
        {
            if (cell.Language is { } name && !CellLanguage.IsKnown(name)) throw new UserException($"{shown} {Where(cell, number)}: is written in '{name}'; only C#, and what it shows as html, javascript and markdown, can be run.");
        }
    }

    private static string Start(JsonNode node)
    {
        string text = node.ToJsonString();
        return text.Length <= 40 ? text : text[..40] + "…";
    }

    [GeneratedRegex(@"(^|[\s:,\[])(NaN|-?Infinity)\b")]
    private static partial Regex NotFinite();
}
