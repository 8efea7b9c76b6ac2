namespace GruNotebooks.Cli.Engine;

/// <summary>No feed has the package, or no feed answers.</summary>
internal sealed class PackageMissingException(string message) : Exception(message);
