using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Running;

/// <summary>One executed cell.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Outputs">What it gave, as nbformat writes it.</param>
/// <param name="Reason">One line on a failure; empty otherwise.</param>
/// <param name="Details">The failure with its stack; empty otherwise.</param>
/// <param name="Seconds">How long it ran, compiling included.</param>
internal sealed record CellRun(CellEnd End, JsonArray Outputs, string Reason, string Details, double Seconds);

internal enum CellEnd
{
    Done,

    /// <summary>Threw or did not compile.</summary>
    Threw,

    /// <summary>No feed has a package it needs.</summary>
    NoPackage,

    /// <summary>Ran past its time and was killed with its process.</summary>
    TimeLimit,

    /// <summary>Its process ended without it: Environment.Exit, a stack overflow, a crash.</summary>
    LeftProcess,
}
