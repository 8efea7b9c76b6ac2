using GruNotebooks.Display;
using System.Net;

namespace GruNotebooks.Lessons.Listings;

/// <summary>The library's own source, as it was compiled: what a notebook shows is what runs.</summary>
[TypeFormatterSource(typeof(ListingFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Listing
{
    private Listing(string name, string text) => (Name, Text) = (name, text);

    /// <summary>What was asked for, such as "GruCell.Forward".</summary>
    public string Name { get; }

    /// <summary>The source with its documentation, or one line that says which names come near.</summary>
    public string Text { get; }

    /// <summary>The source of a type, or of a member of it: <c>Listing.Of("GruCell.Forward")</c>, <c>Listing.Of("GruCell")</c>.</summary>
    /// <param name="name">Type, or type and member with a dot; a type's parameters are left out ("Gru", not "Gru&lt;T&gt;"). A member's overloads are shown together.</param>
    /// <returns>The listing; where nothing has the name, a line that lists names near it.</returns>
    public static Listing Of(string name)
    {
        var parts = name.Trim().Split('.', 2);
        var types = SourceFile.All.SelectMany(f => f.Types).Where(t => t.Name == parts[0]).ToArray();
        var found = parts.Length == 1 ? types : [.. types.SelectMany(t => t.Members()).Where(m => m.Name == parts[1])];
        return new Listing(name, found.Length > 0 ? string.Join("\n\n", found.Select(d => d.Text)) : Unknown(name, parts[0], types));
    }

    /// <summary>The source as preformatted HTML.</summary>
    public string ToHtml() => $"<pre aria-label=\"C# source of {WebUtility.HtmlEncode(Name)}\"><code class=\"language-csharp\">{WebUtility.HtmlEncode(Text)}</code></pre>";

    /// <summary>The source.</summary>
    public override string ToString() => Text;

    private static string Unknown(string name, string type, IReadOnlyCollection<SourceDeclaration> types)
    {
        var names = types.Count > 0
            ? types.SelectMany(t => t.Members()).Where(m => m.Name.Length > 0).Select(m => $"{type}.{m.Name}")
            : SourceFile.All.SelectMany(f => f.Types).Select(t => t.Name);
        var near = names.Distinct().OrderBy(n => Distance(n, types.Count > 0 ? name : type)).ThenBy(n => n, StringComparer.Ordinal).Take(5);
        return $"The library has no source named \"{name}\". Names near it: {string.Join(", ", near)}.";
    }

    /// <summary>Letters to insert, delete or change to get from one name to the other, whatever their case.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, left) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var change = corner + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                corner = row[j];
                left = row[j] = Math.Min(change, 1 + Math.Min(left, row[j]));
            }
        }
        return row[^1];
    }
}
