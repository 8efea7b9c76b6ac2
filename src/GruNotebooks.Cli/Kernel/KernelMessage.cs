using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GruNotebooks.Cli.Kernel;

/// <summary>What the runner and the process of one notebook say to each other: one JSON object a line.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StartMessage), "start")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(RunMessage), "run")]
[JsonDerivedType(typeof(OutputMessage), "output")]
[JsonDerivedType(typeof(DoneMessage), "done")]
internal abstract record KernelMessage
{
    /// <summary>Lines of the protocol start with this; whatever else reaches the pipe was written by a cell past its console.</summary>
    public const string Mark = "\u0001gru ";

    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 512 };

    public string ToLine() => Mark + JsonSerializer.Serialize(this, Options);

    /// <param name="json">A line behind the mark.</param>
    /// <returns>Null where that is no message.</returns>
    public static KernelMessage? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<KernelMessage>(json, Options);
        }
        catch (JsonException)
        {
            // A cell may have written the mark, or into the middle of a message.
            return null;
        }
    }
}

/// <summary>The first message: where the notebook is, and which feeds its packages may come from beside the user's.</summary>
internal sealed record StartMessage(string Folder, IReadOnlyList<string> PackageSources) : KernelMessage;

/// <summary>The kernel has started and the compiler is warm: from here on time is the cell's own.</summary>
internal sealed record ReadyMessage : KernelMessage;

/// <summary>Run a cell.</summary>
internal sealed record RunMessage(string Source, int ExecutionCount) : KernelMessage;

/// <summary>An output of the running cell, as nbformat writes it.</summary>
/// <param name="Output">The output.</param>
/// <param name="DisplayId">By what the cell may replace it later; null for what it cannot.</param>
/// <param name="IsUpdate">Whether it replaces what was shown under that id.</param>
internal sealed record OutputMessage(JsonObject Output, string? DisplayId, bool IsUpdate) : KernelMessage;

/// <summary>The cell is over.</summary>
internal sealed record DoneMessage(CellOutcome Outcome, string Reason, string Details, double Seconds) : KernelMessage;
