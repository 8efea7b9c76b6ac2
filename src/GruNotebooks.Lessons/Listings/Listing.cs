using System.Net;
using GruNotebooks.Display;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        var types = LibrarySource.TypesNamed(parts[0]);
        MemberDeclarationSyntax[] found = parts.Length == 1 ? types : [.. types.SelectMany(LibrarySource.Members).Where(member => LibrarySource.NameOf(member) == parts[1])];
        return new Listing(name, found.Length > 0 ? string.Join("\n\n", found.Select(LibrarySource.TextOf)) : Unknown(name, parts[0], types));
    }

    /// <summary>The source as preformatted HTML.</summary>
    public string ToHtml() => $"<pre aria-label=\"C# source of {WebUtility.HtmlEncode(Name)}\"><code class=\"language-csharp\">{WebUtility.HtmlEncode(Text)}</code></pre>";

    /// <summary>The source.</summary>
    public override string ToString() => Text;

    private static string Unknown(string name, string type, BaseTypeDeclarationSyntax[] types)
    {
        var names = types.Length > 0
            ? types.SelectMany(LibrarySource.Members).Select(LibrarySource.NameOf).Where(member => member.Length > 0).Select(member => $"{type}.{member}")
            : LibrarySource.AllTypes().Select(one => one.Identifier.ValueText);
        return $"The library has no source named \"{name}\". Names near it: {string.Join(", ", Spelling.Nearest(types.Length > 0 ? name : type, names.Order(StringComparer.Ordinal)).Take(5))}.";
    }
}

/// <summary>The formats of a <see cref="Listing"/>.</summary>
internal sealed class ListingFormatters() : FormatterSource(
[
    DisplayFormatter.Of<Listing>("text/html", l => l.ToHtml()),
    DisplayFormatter.Of<Listing>("text/plain", l => l.ToString()),
]);
