using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>A stretch of a page under one heading.</summary>
/// <param name="Level">Of the heading.</param>
/// <param name="Id">Of the heading; empty for what stands before the first.</param>
/// <param name="Title">The heading as plain text.</param>
/// <param name="Text">The words below it.</param>
internal sealed record PageSection(int Level, string Id, string Title, StringBuilder Text);

/// <summary>A notebook's text as HTML: headings with addresses, formulas, links that fit the site. One for each page.</summary>
/// <param name="link">Gives a link's address on the site; null for what the site does not have, which becomes plain text.</param>
internal sealed partial class SiteMarkdown(Func<string, string?> link)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().UseMathematics().UseEmphasisExtras().Build();

    private readonly HashSet<string> ids = [.. PageShell.Names];
    private readonly List<string> formulas = [];

    public IReadOnlyDictionary<Formula, string> SetFormulas { get; set; } = new Dictionary<Formula, string>();

    /// <summary>What the texts so far were made of, heading by heading.</summary>
    public List<PageSection> Sections { get; } = [];

    public static IEnumerable<Formula> Formulas(string text)
    {
        var document = Parsed(text);
        return [.. document.Descendants<MathInline>().Select(Of), .. document.Descendants<MathBlock>().Select(Of)];
    }

    /// <summary>The first paragraph's words, formulas in their TeX.</summary>
    public static string FirstParagraph(string text) =>
        Parsed(text).Descendants<ParagraphBlock>().Select(p => PlainText(p.Inline)).FirstOrDefault(t => t.Length > 0) ?? "";

    public string ToHtml(string text)
    {
        var document = Parsed(text);
        foreach (var block in document.Descendants())
        {
            if (block is HeadingBlock heading)
            {
                KeepApart(heading.GetAttributes());
                Sections.Add(new PageSection(heading.Level, heading.GetAttributes().Id!, PlainText(heading.Inline), new StringBuilder()));
            }
            else if (block is LeafBlock { Inline: { } inline } && Sections.Count > 0)
            {
                Sections[^1].Text.Append(PlainText(inline)).Append(' ');
            }
        }
        var html = SafeHtml.Of(Rendered(document) ?? Rendered(AsWritten(text))!, link);
        // The corner of a table with names on two sides heads nothing.
        html = html.Replace("<th></th>", "<td></td>", StringComparison.Ordinal);
        html = html.Replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
        return FormulaPlaces().Replace(html, place => int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture) is var n && n < formulas.Count ? formulas[n] : "");
    }

    /// <summary>What is nested deeper than anybody reads stands as it was written.</summary>
    private static MarkdownDocument Parsed(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return AsWritten(text);
        }
    }

    private static MarkdownDocument AsWritten(string text) => [new CodeBlock(null!) { Lines = new StringLineGroup(text) }];

    /// <returns>Null where it is nested too deeply; parsing finds that of blocks, and only rendering that of brackets.</returns>
    private string? Rendered(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineFormula(this));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockFormula(this));
        try
        {
            renderer.Render(document);
            return writer.ToString();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Cells are read one by one, so two of them may give one id.</summary>
    private void KeepApart(HtmlAttributes heading)
    {
        var id = heading.Id ?? "section";
        heading.Id = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? id : $"{id}-{n}").First(ids.Add);
    }

    /// <summary>A place for a formula: it is put in after the text around it has been made safe.</summary>
    private string Place(Formula formula)
    {
        var kind = formula.Displayed ? "math shown" : "math";
        formulas.Add(SetFormulas.TryGetValue(formula, out var set)
            ? $"<span class=\"{kind}\" data-set>{set}</span>"
            : $"<span class=\"{kind}\">{WebUtility.HtmlEncode(formula.Tex)}</span>");
        return string.Create(CultureInfo.InvariantCulture, $"<span data-formula=\"{formulas.Count - 1}\"></span>");
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

    [GeneratedRegex("<span data-formula=\"([0-9]{1,6})\"></span>")]
    private static partial Regex FormulaPlaces();

    private sealed class InlineFormula(SiteMarkdown site) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(site.Place(Of(obj)));
    }

    private sealed class BlockFormula(SiteMarkdown site) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) => renderer.WriteLine(site.Place(Of(obj)));
    }
}
