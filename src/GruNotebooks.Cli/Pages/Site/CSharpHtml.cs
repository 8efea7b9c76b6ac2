using System.Net;
using System.Text;
using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GruNotebooks.Cli.Pages.Site;

/// <summary>C# with its keywords, texts, numbers and comments marked, by the compiler's own scanner, and the library's types linked.</summary>
internal static class CSharpHtml
{
    private static readonly HashSet<string> SoftKeywords = ["var", "await", "async", "record", "when", "init"];

    /// <summary>A block that keys can scroll.</summary>
    /// <param name="code">C#.</param>
    /// <param name="label">What it is, for those who hear the page.</param>
    /// <param name="typeLink">Gives the address of a type's description; null for a name that is none.</param>
    public static string Block(string code, string label, Func<string, string?>? typeLink = null)
    {
        var html = new StringBuilder($"<pre tabindex=\"0\" aria-label=\"{WebUtility.HtmlEncode(label)}\" role=\"group\"><code>");
        if (!CodeDepth.CanBeScanned(code)) return html.Append(WebUtility.HtmlEncode(code)).Append("</code></pre>\n").ToString();
        var before = SyntaxKind.None;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: new CSharpParseOptions(kind: SourceCodeKind.Script)))
        {
            Trivia(html, token.LeadingTrivia);
            // After a dot stands a member, whatever type has its name.
            if (token.IsKind(SyntaxKind.IdentifierToken) && before != SyntaxKind.DotToken && typeLink?.Invoke(token.Text) is { } address)
                html.Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append("\">").Append(WebUtility.HtmlEncode(token.Text)).Append("</a>");
            else
                Mark(html, ClassOf(token), token.Text);
            Trivia(html, token.TrailingTrivia);
            before = token.Kind();
        }
        return html.Append("</code></pre>\n").ToString();
    }

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken => "s",
        var kind when SyntaxFacts.IsKeywordKind(kind) || SoftKeywords.Contains(token.Text) => "k",
        _ => null,
    };

    private static void Trivia(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var part in trivia)
            Mark(html, part.IsDirective ? "k" : part.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia or SyntaxKind.SkippedTokensTrivia ? null : "c", part.ToFullString());
    }

    private static void Mark(StringBuilder html, string? kind, string text)
    {
        if (text.Length == 0) return;
        if (kind is not null) html.Append("<span class=\"").Append(kind).Append("\">");
        html.Append(WebUtility.HtmlEncode(text));
        if (kind is not null) html.Append("</span>");
    }
}
