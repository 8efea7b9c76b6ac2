namespace GruNotebooks.Cli.Notebooks;

/// <summary>The formats in which notebooks keep what cells show.</summary>
internal static class MimeType
{
    /// <summary>A Plotly figure.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Html = "text/html";
    public const string Plain = "text/plain";
    public const string Png = "image/png";

    /// <summary>Whether content of this format is JSON, which a notebook keeps as JSON and not as a string.</summary>
    public static bool IsJson(string mimeType) => mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
