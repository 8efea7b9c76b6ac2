using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Lessons.Listings;

/// <summary>The sources of the library's projects, embedded when they were compiled, read by Roslyn.</summary>
internal static class LibrarySource
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly Lazy<string[]> Texts = new(() =>
        [.. typeof(LibrarySource).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("source/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)]);

    /// <summary>The declarations of the types called <paramref name="name"/>. Only files that have the word are read as C#.</summary>
    public static BaseTypeDeclarationSyntax[] TypesNamed(string name) =>
        [.. Texts.Value.Where(text => text.Contains(name, StringComparison.Ordinal)).SelectMany(TypesOf).Where(type => type.Identifier.ValueText == name)];

    /// <summary>The declarations of all types that lie in no other type.</summary>
    public static BaseTypeDeclarationSyntax[] AllTypes() => [.. Texts.Value.SelectMany(TypesOf)];

    /// <summary>The types of one source text that lie in no other type.</summary>
    public static IEnumerable<BaseTypeDeclarationSyntax> TypesOf(string text) =>
        CSharpSyntaxTree.ParseText(text, Options).GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>();

    public static IEnumerable<MemberDeclarationSyntax> Members(BaseTypeDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax of => of.Members,
        EnumDeclarationSyntax of => of.Members,
        _ => [],
    };

    /// <summary>The name of a member; empty for an operator.</summary>
    public static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax of => of.Identifier.ValueText,
        MethodDeclarationSyntax of => of.Identifier.ValueText,
        ConstructorDeclarationSyntax of => of.Identifier.ValueText,
        PropertyDeclarationSyntax of => of.Identifier.ValueText,
        EventDeclarationSyntax of => of.Identifier.ValueText,
        DelegateDeclarationSyntax of => of.Identifier.ValueText,
        EnumMemberDeclarationSyntax of => of.Identifier.ValueText,
        BaseFieldDeclarationSyntax of => of.Declaration.Variables[0].Identifier.ValueText,
        IndexerDeclarationSyntax => "this",
        _ => "",
    };

    /// <summary>A declaration from its comments to its last brace or semicolon, without the indentation that all its lines share.</summary>
    public static string TextOf(MemberDeclarationSyntax declaration)
    {
        var lines = declaration.ToFullString().Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line.TrimStart()));
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(LibrarySource).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
