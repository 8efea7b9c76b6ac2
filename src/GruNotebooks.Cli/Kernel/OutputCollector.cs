using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Kernel;

/// <summary>Collects a cell's outputs in their order, joins printed text, and lets no cell give more than a megabyte and no notebook more than twenty.</summary>
internal sealed class OutputCollector(Action<OutputMessage> send) : IDisposable
{
    /// <summary>What one cell may give: characters of text, and of what it displays.</summary>
    public const int Limit = 1_000_000;

    /// <summary>What all cells of a notebook may give together: the runner holds a notebook whole.</summary>
    public const int NotebookLimit = 20_000_000;

    /// <summary>What an output costs beside its characters, so that a million empty ones are too many as well.</summary>
    private const int CostOfOne = 200;

    /// <summary>What a line costs in the notebook beside its characters: quotes, indentation and the mark of its end.</summary>
    private const int CostOfLine = 10;

    private const int SendAt = 16_384;
    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private string pendingStream = "stdout";
    private string? openStream;
    private Timer? sender;
    private long limit = Limit;
    private long given;
    private long givenBefore;
    private long cut;
    private int leftOut;

    /// <summary>The running cell's number.</summary>
    public int ExecutionCount { get; private set; }

    public void Begin(int executionCount)
    {
        lock (gate)
        {
            FlushText(toTheEnd: true);
            givenBefore += given;
            limit = Math.Clamp(NotebookLimit - givenBefore, 0, Limit);
            (ExecutionCount, given, cut, leftOut, openStream) = (executionCount, 0, 0, 0, null);
            // A cell that is killed later has shown what it printed by then.
            sender ??= new Timer(_ => FlushPending(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
        }
    }

    public void AddText(string stream, ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return;
        lock (gate)
        {
            int cost = stream == openStream ? 0 : CostOfOne;
            int fits = Fitting(text, limit - given - cost, out long taken);
            cut += text.Length - fits;
            given = fits < text.Length ? limit : given + cost + taken;
            if (fits == 0) return;
            openStream = stream;
            if (stream != pendingStream) FlushText(toTheEnd: true);
            pendingStream = stream;
            pending.Append(text[..fits]);
            if (pending.Length >= SendAt) FlushText();
        }
    }

    /// <summary>Adds a finished output; one that is too large becomes a line that says so.</summary>
    public void Add(JsonObject output, string? displayId = null, bool isUpdate = false)
    {
        lock (gate)
        {
            int size = CostOfOne + output.ToJsonString().Length;
            FlushText(toTheEnd: true);
            if (given + size > limit)
            {
                if (leftOut++ == 0) Send(Text("stdout", string.Create(CultureInfo.InvariantCulture, $"[an output of {size:N0} characters was left out: {Bound}]\n")));
                return;
            }
            given += size;
            openStream = null;
            send(new OutputMessage(output, displayId, isUpdate));
        }
    }

    /// <summary>How the cell failed. It always has room.</summary>
    public void AddError(string name, string message, IEnumerable<string> lines)
    {
        var traceback = new JsonArray();
        foreach (string line in lines.Take(MostLines)) traceback.Add((JsonNode)Shortened(line));
        lock (gate)
        {
            FlushText(toTheEnd: true);
            Send(new JsonObject { ["ename"] = name, ["evalue"] = Shortened(message), ["output_type"] = "error", ["traceback"] = traceback });
        }
    }

    /// <summary>Sends what is left of a cell, and says what was cut.</summary>
    public void Flush()
    {
        lock (gate)
        {
            FlushText(toTheEnd: true);
            if (cut > 0) Send(Text(pendingStream, string.Create(CultureInfo.InvariantCulture, $"\n[output cut: {cut:N0} more characters were printed; {Bound}]\n")));
            if (leftOut > 1) Send(Text("stdout", string.Create(CultureInfo.InvariantCulture, $"[{leftOut:N0} outputs were left out]\n")));
            (cut, leftOut) = (0, 0);
        }
    }

    public void Dispose() => sender?.Dispose();

    /// <summary>A message of a megabyte is as unreadable in a notebook as on a terminal.</summary>
    public static string Shortened(string message) =>
        message.Length <= LongestMessage ? message : string.Create(CultureInfo.InvariantCulture, $"{message.AsSpan(0, LongestMessage)}… ({message.Length - LongestMessage:N0} more characters)");

    private string Bound => limit == Limit ? string.Create(CultureInfo.InvariantCulture, $"a cell may give {Limit:N0}") : string.Create(CultureInfo.InvariantCulture, $"all cells of a notebook may give {NotebookLimit:N0}");

    private const int LongestMessage = 10_000;
    private const int MostLines = 100;

    private void FlushPending()
    {
        lock (gate) FlushText();
    }

    /// <param name="toTheEnd">Whether nothing that follows belongs to it.</param>
    private void FlushText(bool toTheEnd = false)
    {
        if (pending.Length == 0) return;
        // Never between the halves of a letter beyond the basic plane.
        int whole = !toTheEnd && char.IsHighSurrogate(pending[^1]) ? pending.Length - 1 : pending.Length;
        if (whole == 0) return;
        Send(Text(pendingStream, pending.ToString(0, whole)));
        pending.Remove(0, whole);
    }

    /// <returns>How many characters there is room for.</returns>
    /// <param name="text">What is printed.</param>
    /// <param name="room">What its characters and lines may cost.</param>
    /// <param name="taken">What those that fit cost.</param>
    private static int Fitting(ReadOnlySpan<char> text, long room, out long taken)
    {
        taken = text.Length + CostOfLine * (long)text.Count('\n');
        if (taken <= room) return text.Length;
        int fits = 0;
        for (taken = 0; fits < text.Length && taken + CostOf(text[fits]) <= room; fits++) taken += CostOf(text[fits]);
        return fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? fits - 1 : fits;
    }

    private static int CostOf(char letter) => letter == '\n' ? 1 + CostOfLine : 1;

    private void Send(JsonObject output) => send(new OutputMessage(output, null, IsUpdate: false));

    private static JsonObject Text(string stream, string text) =>
        new() { ["name"] = stream, ["output_type"] = "stream", ["text"] = MultilineText.Lines(text) };
}
