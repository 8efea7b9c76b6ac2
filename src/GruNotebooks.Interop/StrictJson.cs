using System.Text.Json;
using System.Text.Unicode;
using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>JSON out of a file: UTF-8 with or without a byte order mark, no name twice in one object, no text that is half a character.</summary>
internal static class StrictJson
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a file starts as a JSON object does.</summary>
    public static bool IsObject(ReadOnlySpan<byte> file) => WithoutMark(file).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    /// <exception cref="InvalidDataException">It is not JSON: the message says where.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> file)
    {
        var text = file[(file.Length - WithoutMark(file.Span).Length)..];
        if (!Utf8.IsValid(text.Span)) throw new InvalidDataException("it is not JSON: its text is not UTF-8");
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            CheckTexts(text.Span);
            return document;
        }
        catch (JsonException failure) when (failure.LineNumber is { } line)
        {
            throw new InvalidDataException($"it is not JSON: line {line + 1}, column {failure.BytePositionInLine + 1}", failure);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{FileText.Quoted(Repeated(failure.Message))} is there twice in one object", failure);
        }
        catch (InvalidOperationException failure)   // a surrogate without its other half
        {
            throw new InvalidDataException("it is not JSON: a text has half a character, \\ud800 to \\udfff", failure);
        }
    }

    /// <summary>The name that the parser complains of, which it gives in its message alone: Duplicate property 'name' encountered …</summary>
    private static string Repeated(string message)
    {
        var (first, last) = (message.IndexOf('\'', StringComparison.Ordinal), message.LastIndexOf('\''));
        return first < last ? message[(first + 1)..last] : message;
    }

    /// <summary>Reads every text that has an escape, so that nobody meets half a character later.</summary>
    private static void CheckTexts(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> file) => file.StartsWith(ByteOrderMark) ? file[ByteOrderMark.Length..] : file;
}
