using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace GruNotebooks.Cli.Pages.Site.Reference;

/// <summary>The reference of the libraries: a page for each namespace, made from their documentation comments.</summary>
internal sealed class ReferencePages
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly ReferenceDocs docs;
    private readonly Dictionary<string, Type> byName = [];
    private readonly Dictionary<string, Type> byKey = [];

    public ReferencePages(ReferenceDocs docs)
    {
        this.docs = docs;
        foreach (var type in docs.Types)
        {
            byName.TryAdd(type.Name.Split('`')[0], type);
            byKey[ReferenceName.Key(type)] = type;
        }
    }

    /// <summary>Namespaces with the pages that describe them.</summary>
    public IEnumerable<(string Namespace, string Path)> Places => docs.Types.Select(t => t.Namespace!).Distinct().Select(n => (n, PathOf(n)));

    /// <summary>Where a type is described, from the site's folder, by the name that code uses; null for a name that is none.</summary>
    public string? Address(string name) => byName.TryGetValue(name, out var type) ? AddressOf(type) : null;

    /// <summary>Types for the search: name, address, what they are.</summary>
    public IEnumerable<(string Name, string Namespace, string Address, string Summary)> Entries =>
        docs.Types.Select(t => (ReferenceName.Of(t), t.Namespace!, AddressOf(t), docs.Summary(t)));

    /// <summary>The list of all types.</summary>
    public string Contents()
    {
        var html = new StringBuilder("<h1>Reference</h1>\n<p class=\"lead\">Every public type of the libraries, from the comments in their source.</p>\n");
        foreach (var space in docs.Types.GroupBy(t => t.Namespace!))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2><a href=\"../{PathOf(space.Key)}\">{space.Key}</a></h2>\n<ul class=\"list\">\n");
            foreach (var type in space) html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"../{AddressOf(type)}\">{WebUtility.HtmlEncode(ReferenceName.Of(type))}</a></li>\n");
            html.Append("</ul>\n");
        }
        return html.ToString();
    }

    /// <summary>The page of a namespace.</summary>
    public string Of(string space)
    {
        var html = new StringBuilder($"<h1>{space}</h1>\n");
        foreach (var type in docs.Types.Where(t => t.Namespace == space))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{Id(type)}\">\n<h2 id=\"{Id(type)}\">{WebUtility.HtmlEncode(ReferenceName.Of(type))}</h2>\n");
            html.Append(CultureInfo.InvariantCulture, $"<p><small>{WebUtility.HtmlEncode(KindOf(type))}</small></p>\n").Append(Comment(type));
            foreach (var member in Members(type))
                html.Append(CultureInfo.InvariantCulture, $"<div class=\"member\"><h3>{WebUtility.HtmlEncode(ReferenceName.Of(member))}</h3>{Comment(member)}</div>\n");
            html.Append("</section>\n");
        }
        return html.ToString();
    }

    private string Comment(MemberInfo member)
    {
        if (docs.Of(member) is not { } comment) return "";
        var html = new StringBuilder();
        if (comment.Element("summary") is { } summary) html.Append(CultureInfo.InvariantCulture, $"<p>{ReferenceDocs.Html(summary, Link)}</p>");
        var named = comment.Elements("param").Concat(comment.Elements("typeparam")).Where(p => p.Attribute("name") is not null).ToArray();
        if (named.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<dl>{string.Concat(named.Select(p => $"<dt>{WebUtility.HtmlEncode(p.Attribute("name")!.Value)}</dt><dd>{ReferenceDocs.Html(p, Link)}</dd>"))}</dl>");
        if (comment.Element("returns") is { } returns) html.Append(CultureInfo.InvariantCulture, $"<p>Gives: {ReferenceDocs.Html(returns, Link)}</p>");
        foreach (var exception in comment.Elements("exception"))
            html.Append(CultureInfo.InvariantCulture, $"<p>Throws {WebUtility.HtmlEncode(exception.Attribute("cref")?.Value.Split('.')[^1])}: {ReferenceDocs.Html(exception, Link)}</p>");
        // A block of code does not stand inside a paragraph.
        if (comment.Element("remarks") is { } remarks) html.Append(CultureInfo.InvariantCulture, $"<div>{ReferenceDocs.Html(remarks, Link)}</div>");
        return html.ToString();
    }

    private IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(Declared).Where(m => m is not Type and not EventInfo && m is not MethodBase { IsSpecialName: true, IsConstructor: false }
            && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null && docs.Of(m) is not null);

    private string? Link(string key) => byKey.TryGetValue(key, out var type) ? "../" + AddressOf(type) : null;

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enumeration",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "structure",
        { IsAbstract: true, IsSealed: true } => "static class",
        { BaseType: { } above } when above != typeof(object) => $"class, a {ReferenceName.Of(above)}",
        _ => "class",
    };

    private static string PathOf(string space) => $"reference/{space}.html";

    private static string AddressOf(Type type) => $"{PathOf(type.Namespace!)}#{Id(type)}";

    private static string Id(Type type) => (type.IsNested ? type.DeclaringType!.Name + "." : "").Replace('`', '-') + type.Name.Replace('`', '-');
}
