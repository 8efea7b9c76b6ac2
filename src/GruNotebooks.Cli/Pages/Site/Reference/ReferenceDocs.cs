using System.Net;
using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace GruNotebooks.Cli.Pages.Site.Reference;

/// <summary>The documentation comments of the libraries, from the files that the compiler writes beside them.</summary>
internal sealed class ReferenceDocs
{
    private readonly Dictionary<string, XElement> members = [];

    private ReferenceDocs() { }

    /// <summary>Every public type that is documented, in the order of its namespace and name.</summary>
    public IReadOnlyList<Type> Types { get; private init; } = [];

    /// <summary>Of the assemblies of this project that stand beside this program, with their comments.</summary>
    public static ReferenceDocs Read(string folder)
    {
        var types = new List<Type>();
        var members = new Dictionary<string, XElement>();
        foreach (var path in Directory.EnumerateFiles(folder, "GruNotebooks*.xml").Order(StringComparer.Ordinal))
        {
            var assembly = Path.ChangeExtension(path, ".dll");
            if (!File.Exists(assembly) || Path.GetFileNameWithoutExtension(path).EndsWith("Tests", StringComparison.Ordinal)) continue;
            foreach (var member in XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member"))
                if (member.Attribute("name")?.Value is { } name) members[name] = member;
            types.AddRange(Assembly.Load(AssemblyName.GetAssemblyName(assembly)).GetExportedTypes().Where(t => members.ContainsKey(ReferenceName.Key(t))));
        }
        var docs = new ReferenceDocs { Types = [.. types.OrderBy(t => t.Namespace, StringComparer.Ordinal).ThenBy(t => t.Name, StringComparer.Ordinal)] };
        foreach (var (name, member) in members) docs.members[name] = member;
        return docs;
    }

    /// <summary>A comment's element; null where there is none. Inherited comments come from the base.</summary>
    public XElement? Of(MemberInfo member)
    {
        if (!members.TryGetValue(ReferenceName.Key(member), out var element)) return null;
        if (element.Element("inheritdoc") is null || member.DeclaringType is not { } type) return element;
        var bases = type.GetInterfaces().AsEnumerable();
        for (var above = type.BaseType; above is not null; above = above.BaseType) bases = bases.Prepend(above);
        return bases.Select(b => b.IsGenericType ? b.GetGenericTypeDefinition() : b).SelectMany(b => b.GetMember(member.Name))
            .Select(m => members.GetValueOrDefault(ReferenceName.Key(m))).FirstOrDefault(e => e is not null && e.Element("inheritdoc") is null) ?? element;
    }

    /// <summary>The first sentences of a comment as plain text.</summary>
    public string Summary(MemberInfo member) => Of(member)?.Element("summary") is { } summary ? Plain(summary) : "";

    /// <summary>A comment's part as HTML.</summary>
    /// <param name="part">summary, remarks, param…</param>
    /// <param name="link">Gives the address of a type by its key; null for one that has none.</param>
    public static string Html(XElement part, Func<string, string?> link)
    {
        var html = new StringBuilder();
        foreach (var node in part.Nodes())
        {
            html.Append(node switch
            {
                XText text => WebUtility.HtmlEncode(text.Value),
                XElement { Name.LocalName: "see" or "seealso" } see => See(see, link),
                XElement { Name.LocalName: "paramref" or "typeparamref" } named => $"<code>{WebUtility.HtmlEncode(named.Attribute("name")?.Value)}</code>",
                XElement { Name.LocalName: "c" } code => $"<code>{WebUtility.HtmlEncode(code.Value)}</code>",
                XElement { Name.LocalName: "code" } code => $"<pre tabindex=\"0\"><code>{WebUtility.HtmlEncode(code.Value.Trim('\n'))}</code></pre>",
                XElement { Name.LocalName: "i" or "b" or "em" or "strong" } marked => $"<{marked.Name.LocalName}>{Html(marked, link)}</{marked.Name.LocalName}>",
                XElement { Name.LocalName: "para" } para => Html(para, link) + "<br>",
                XElement other => Html(other, link),
                _ => "",
            });
        }
        return html.ToString().Trim();
    }

    private static string See(XElement see, Func<string, string?> link)
    {
        if (see.Attribute("href")?.Value is { } href) return $"<a href=\"{WebUtility.HtmlEncode(href)}\">{WebUtility.HtmlEncode(see.Value.Length > 0 ? see.Value : href)}</a>";
        if (see.Attribute("langword")?.Value is { } word) return $"<code>{WebUtility.HtmlEncode(word)}</code>";
        var key = see.Attribute("cref")?.Value ?? "";
        var name = WebUtility.HtmlEncode(see.Value.Length > 0 ? see.Value : key.Split('(')[0].Split('.')[^1].Split('`')[0].TrimStart(':'));
        return link(key) is { } address ? $"<a href=\"{WebUtility.HtmlEncode(address)}\">{name}</a>" : $"<code>{name}</code>";
    }

    private static string Plain(XElement part) => string.Join(' ', string.Concat(part.DescendantNodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } e when !e.HasElements && e.Value.Length == 0 => (e.Attribute("cref") ?? e.Attribute("name") ?? e.Attribute("langword"))?.Value.Split('(')[0].Split('.', ':')[^1].Split('`')[0] ?? "",
        _ => "",
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
