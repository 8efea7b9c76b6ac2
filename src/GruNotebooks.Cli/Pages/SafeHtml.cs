using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace GruNotebooks.Cli.Pages;

/// <summary>HTML that a notebook holds, reduced to what cannot run: an allow-list of elements, attributes, styles and kinds of address.</summary>
internal static partial class SafeHtml
{
    /// <summary>Browsers nest no deeper than 512; the time of the sanitiser grows with the square.</summary>
    private const int Deepest = 1000;

    /// <summary>Elements that end without a tag of their own.</summary>
    private static readonly HashSet<string> EndByThemselves = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "option",
    };

    private static readonly string[] Drawing =
    [
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "marker", "linearGradient", "radialGradient", "stop", "clipPath",
        "lineargradient", "radialgradient", "clippath",
    ];

    private static readonly string[] DrawingAttributes =
    [
        "viewBox", "viewbox", "xmlns", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "points", "transform", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
        "stroke-linejoin", "opacity", "font-size", "font-family", "font-weight", "font-style", "text-anchor", "dominant-baseline", "marker-end", "marker-start", "markerWidth", "markerHeight", "markerwidth", "markerheight",
        "refX", "refY", "refx", "refy", "orient", "offset", "stop-color", "preserveAspectRatio", "preserveaspectratio",
    ];

    private static readonly HtmlSanitizer Sanitizer = Create();

    /// <param name="html">What a notebook holds.</param>
    /// <param name="link">Gives a link's address on the page; null for one that leads nowhere, whose words stay as text.</param>
    public static string Of(string html, Func<string, string?>? link = null)
    {
        if (Depth(html) > Deepest) return $"<pre>{WebUtility.HtmlEncode(html)}</pre>";
        using var document = Sanitizer.SanitizeDom(html);
        var body = document.Body!;
        foreach (var element in body.QuerySelectorAll("[id], [name]"))
        {
            foreach (string named in new[] { "id", "name" })
                if (element.GetAttribute(named) is { } name && PageShell.Names.Contains(name)) element.RemoveAttribute(named);
        }
        foreach (var anchor in body.QuerySelectorAll("a[href]"))
        {
            if (link is null) continue;
            if (link(anchor.GetAttribute("href")!) is { } address) anchor.SetAttribute("href", address);
            else Unwrap(anchor);
        }
        foreach (var anchor in body.QuerySelectorAll("a:not([href])").Where(a => string.IsNullOrEmpty(a.Id))) Unwrap(anchor);
        return body.InnerHtml;
    }

    /// <summary>How deep elements are nested at most, by their tags alone.</summary>
    private static int Depth(string html)
    {
        int depth = 0, deepest = 0;
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            bool ends = html[tag.Index + 1] == '/';
            if (EndByThemselves.Contains(html[(tag.Index + (ends ? 2 : 1))..(tag.Index + tag.Length)])) continue;
            depth = ends ? Math.Max(0, depth - 1) : depth + 1;
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }

    [GeneratedRegex("</?[a-zA-Z]+")]
    private static partial Regex Tag();

    private static void Unwrap(IElement element) => element.Replace([.. element.ChildNodes]);

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.UnionWith([.. Drawing, "details", "summary", "figure", "figcaption", "main", "section", "mark"]);
        sanitizer.AllowedTags.ExceptWith(["form", "input", "button", "textarea", "select", "option", "optgroup", "fieldset", "legend", "label", "output", "meter", "progress", "keygen", "datalist", "area", "map"]);
        sanitizer.AllowedAttributes.UnionWith([.. DrawingAttributes, "class", "id", "role", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "data-formula", "open"]);
        sanitizer.AllowedAttributes.ExceptWith(["action", "method", "background", "formaction"]);
        // What does not stay in its place could cover the page, its warnings and its links.
        sanitizer.AllowedCssProperties.Remove("position");
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(["http", "https", "mailto", "data"]);
        // data: is for pictures alone. A picture cannot run scripts, whatever is in it.
        sanitizer.FilterUrl += (_, e) =>
        {
            if (e.SanitizedUrl?.TrimStart().StartsWith("data:", StringComparison.OrdinalIgnoreCase) == true
                && !(e.Tag is IHtmlImageElement && e.SanitizedUrl.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)))
                e.SanitizedUrl = null;
        };
        return sanitizer;
    }
}
