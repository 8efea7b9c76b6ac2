using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GruNotebooks.Cli.Kernel;

/// <summary>One executed cell of a notebook.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Outputs">What it gave, as nbformat writes it.</param>
/// <param name="Reason">One line on a failure; empty otherwise.</param>
/// <param name="Details">The failure with its stack; empty otherwise.</param>
/// <param name="Seconds">How long it ran, compiling included.</param>
internal sealed record CellExecution(CellOutcome Outcome, JsonArray Outputs, string Reason, string Details, double Seconds);

[JsonConverter(typeof(JsonStringEnumConverter<CellOutcome>))]
internal enum CellOutcome
{
    Done,

    /// <summary>It threw, did not compile, or asked for a package that no feed has.</summary>
    Failed,

    /// <summary>It ran past its time and was killed with its process.</summary>
    TimeLimit,

    /// <summary>Its process ended without it: Environment.Exit, a stack overflow, a crash.</summary>
    ProcessEnded,
}
