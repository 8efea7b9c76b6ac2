using System.Net;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>A notebook's text as HTML: headings with addresses, formulas, links that fit the site.</summary>
/// <param name="link">Gives a link's address on the site; null for what the site does not have, which becomes plain text.</param>
internal sealed class SiteMarkdown(Func<string, string?> link)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().UseMathematics().UseEmphasisExtras().Build();

    private readonly HashSet<string> ids = [];

    public IReadOnlyDictionary<Formula, string> SetFormulas { get; set; } = new Dictionary<Formula, string>();

    public static IEnumerable<Formula> Formulas(string text)
    {
        var document = Markdown.Parse(text, Pipeline);
        return [.. document.Descendants<MathInline>().Select(Of), .. document.Descendants<MathBlock>().Select(Of)];
    }

    /// <summary>Headings of level two, with the ids that <see cref="ToHtml"/> gives them.</summary>
    public static IEnumerable<(string Id, string Text)> Sections(string text) =>
        from heading in Markdown.Parse(text, Pipeline).Descendants<HeadingBlock>()
        where heading.Level == 2
        select (heading.TryGetAttributes()?.Id ?? "", PlainText(heading.Inline));

    /// <summary>The first paragraph's words, formulas in their TeX.</summary>
    public static string FirstParagraph(string text) =>
        Markdown.Parse(text, Pipeline).Descendants<ParagraphBlock>().Select(p => PlainText(p.Inline)).FirstOrDefault(t => t.Length > 0) ?? "";

    public string ToHtml(string text)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var to in document.Descendants<LinkInline>().ToList())
            Relink(to);
        foreach (var heading in document.Descendants<HeadingBlock>())
            KeepApart(heading.GetAttributes());
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineFormula(this));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockFormula(this));
        renderer.Render(document);
        return writer.ToString().Replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }

    private void Relink(LinkInline to)
    {
        if (to.Url is not { Length: > 0 } url || url.StartsWith('#') || Uri.TryCreate(url, UriKind.Absolute, out _)) return;
        var address = link(url);
        if (address is not null) to.Url = address;
        else if (!to.IsImage) to.ReplaceBy(new ContainerInline(), copyChildren: true);
    }

    /// <summary>Cells are read one by one, so two of them may give one id.</summary>
    private void KeepApart(HtmlAttributes heading)
    {
        var id = heading.Id ?? "section";
        heading.Id = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? id : $"{id}-{n}").First(ids.Add);
    }

    private string Html(Formula formula)
    {
        var kind = formula.Displayed ? "math shown" : "math";
        return SetFormulas.TryGetValue(formula, out var set)
            ? $"<span class=\"{kind}\" data-set>{set}</span>"
            : $"<span class=\"{kind}\">{WebUtility.HtmlEncode(formula.Tex)}</span>";
    }

    private static Formula Of(MathInline math) => new(math.Content.ToString().Trim(), math.DelimiterCount == 2);

    private static Formula Of(MathBlock math) => new(math.Lines.ToString().Trim(), true);

    private static string PlainText(ContainerInline? inline) =>
        inline is null ? "" : string.Concat(inline.Descendants().Select(i => i switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            MathInline math => math.Content.ToString(),
            LineBreakInline => " ",
            _ => "",
        })).Trim();

    private sealed class InlineFormula(SiteMarkdown site) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(site.Html(Of(obj)));
    }

    private sealed class BlockFormula(SiteMarkdown site) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) => renderer.WriteLine(site.Html(Of(obj)));
    }
}
