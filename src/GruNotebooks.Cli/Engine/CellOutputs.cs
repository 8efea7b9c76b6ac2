using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Engine;

/// <summary>Collects a cell's outputs in their order, joins printed text, and lets no cell give more than a megabyte.</summary>
internal sealed class CellOutputs(Action<JsonObject> send) : IDisposable
{
    /// <summary>What one cell may give: characters of text, and of what it displays.</summary>
    public const int Limit = 1_000_000;

    private const int SendAt = 16_384;
    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private string pendingStream = "stdout";
    private Timer? sender;
    private long given;
    private long cut;

    /// <summary>The running cell's number.</summary>
    public int ExecutionCount { get; private set; }

    public void Begin(int executionCount)
    {
        lock (gate)
        {
            FlushText();
            (ExecutionCount, given, cut) = (executionCount, 0, 0);
            // A cell that is killed later has shown what it printed by then.
            sender ??= new Timer(_ => FlushPending(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
        }
    }

    public void AddText(string stream, ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            int fits = (int)Math.Clamp(Limit - given, 0, text.Length);
            if (fits < text.Length && fits > 0 && char.IsHighSurrogate(text[fits - 1])) fits--;
            cut += text.Length - fits;
            given = fits < text.Length ? Limit : given + fits;
            if (fits == 0) return;
            if (stream != pendingStream) FlushText();
            pendingStream = stream;
            pending.Append(text[..fits]);
            if (pending.Length >= SendAt) FlushText();
        }
    }

    /// <summary>Adds a finished output; one that is too large becomes a line that says so.</summary>
    public void Add(JsonObject output)
    {
        lock (gate)
        {
            int size = output["data"] is JsonObject data ? data.ToJsonString().Length : 0;
            FlushText();
            if (given + size > Limit)
            {
                string line = string.Create(CultureInfo.InvariantCulture, $"[an output of {size:N0} characters was left out: a cell may give {Limit:N0}]\n");
                send(Text("stdout", line));
                return;
            }
            given += size;
            send(output);
        }
    }

    /// <summary>Sends what is left of a cell, and says what was cut.</summary>
    public void Flush()
    {
        lock (gate)
        {
            FlushText();
            if (cut > 0) send(Text(pendingStream, string.Create(CultureInfo.InvariantCulture, $"\n[output cut: {cut:N0} more characters were printed; a cell may give {Limit:N0}]\n")));
            cut = 0;
        }
    }

    public void Dispose() => sender?.Dispose();

    private void FlushPending()
    {
        lock (gate) FlushText();
    }

    private void FlushText()
    {
        if (pending.Length == 0) return;
        // Never between the halves of a letter beyond the basic plane.
        int whole = char.IsHighSurrogate(pending[^1]) ? pending.Length - 1 : pending.Length;
        if (whole == 0) return;
        send(Text(pendingStream, pending.ToString(0, whole)));
        pending.Remove(0, whole);
    }

    private static JsonObject Text(string stream, string text) =>
        new() { ["name"] = stream, ["output_type"] = "stream", ["text"] = MultilineText.Lines(text) };
}
