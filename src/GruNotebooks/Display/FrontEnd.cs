namespace GruNotebooks.Display;

/// <summary>What shows the outputs, as far as the kernel's process tells.</summary>
internal static class FrontEnd
{
    /// <summary>The format of a figure that notebooks keep.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    private static readonly bool ReadsPlotly = ReadsFigures(Environment.GetCommandLineArgs(), Environment.GetEnvironmentVariable("VSCODE_PID"));

    public static bool Reads(string mimeType) => ReadsPlotly || mimeType != Plotly;

    /// <summary>
    /// As a Jupyter kernel (<c>dotnet interactive jupyter …</c>), .NET Interactive sends a figure as a string that holds JSON. VS Code reads it; JupyterLab with
    /// Plotly's extension takes it for an object and shows an error, so there a chart is html only, which JupyterLab draws with and without the extension.
    /// </summary>
    public static bool ReadsFigures(IEnumerable<string> commandLine, string? visualStudioCode) =>
        visualStudioCode is { Length: > 0 } || !commandLine.Skip(1).Contains("jupyter");
}
