using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>A cell's code as the hosts' compiler reads it: a C# script, C# 13 at most.</summary>
internal static class Script
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    public static CompilationUnitSyntax Parse(string source) =>
        CSharpSyntaxTree.ParseText(source.StartsWith("#!", StringComparison.Ordinal) ? "" : source, Options).GetCompilationUnitRoot();

    public static IEnumerable<StatementSyntax> Statements(string source) => Parse(source).Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement);

    public static IEnumerable<T> All<T>(string source) where T : SyntaxNode => Parse(source).DescendantNodes().OfType<T>();
}
