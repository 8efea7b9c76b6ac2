using System.Text.Encodings.Web;
using System.Text.Json;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>All that can be found on the site: a part for each heading and each type. A script, because pages opened from files cannot fetch.</summary>
internal sealed class SearchIndex
{
    private const int LongestText = 4000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Part> parts = [];

    public void Add(string title, string page, string url, string text) =>
        parts.Add(new Part(title, page, url, text.Length <= LongestText ? text : text[..LongestText]));

    public void Add(SitePage page, IEnumerable<PageSection> sections)
    {
        foreach (var section in sections)
            Add(section.Title, page.Title, $"{page.Href}#{Uri.EscapeDataString(section.Id)}", string.Join(' ', section.Text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    public string Script() => $"window.siteIndex={JsonSerializer.Serialize(parts, Json).Replace("<", "\\u003c", StringComparison.Ordinal)};\n";

    private sealed record Part(string Title, string Page, string Url, string Text);
}
