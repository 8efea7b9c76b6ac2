using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GruNotebooks.Cli.Engine;

/// <summary>What the runner and the process of one notebook say to each other: one JSON object a line.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StartMessage), "start")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(RunMessage), "run")]
[JsonDerivedType(typeof(OutputMessage), "output")]
[JsonDerivedType(typeof(DoneMessage), "done")]
internal abstract record HostMessage
{
    /// <summary>Lines of the protocol start with this; whatever else reaches the pipe was written by a cell past its console.</summary>
    private const string Mark = "\u0001gru ";

    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 512 };

    public string ToLine() => Mark + JsonSerializer.Serialize(this, Options);

    /// <returns>Null where the line is no message; what precedes a message in a line is not one.</returns>
    public static HostMessage? FromLine(string line)
    {
        int start = line.IndexOf(Mark, StringComparison.Ordinal);
        return start < 0 ? null : JsonSerializer.Deserialize<HostMessage>(line.AsSpan(start + Mark.Length), Options);
    }
}

/// <summary>The first message: where the notebook is, where packages come from, and when the run began of which it is a part.</summary>
internal sealed record StartMessage(string Folder, string PackageFolder, IReadOnlyList<string> PackageSources, DateTime RunStarted) : HostMessage;

/// <summary>The process has started and the compiler is warm: from here on time is the cell's own.</summary>
internal sealed record ReadyMessage : HostMessage;

/// <summary>Run a cell.</summary>
internal sealed record RunMessage(string Source, int ExecutionCount) : HostMessage;

/// <summary>An output of the running cell, as nbformat writes it.</summary>
internal sealed record OutputMessage(JsonObject Output) : HostMessage;

/// <summary>The cell is over.</summary>
internal sealed record DoneMessage(CellEnding Ending, string Reason, string Details, double Seconds) : HostMessage;

/// <summary>How a cell ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CellEnding>))]
internal enum CellEnding
{
    Done,

    /// <summary>It threw, or did not compile.</summary>
    Threw,

    /// <summary>No feed has a package that it asks for.</summary>
    NoPackage,
}
