using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Running;

/// <summary>The variables in cells tagged `parameters`: what a reader may scale.</summary>
internal static class NotebookParameters
{
    private const string Tag = "parameters";
    private static readonly CSharpParseOptions Script = new(LanguageVersion.CSharp13, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Every parameter and the C# of its value.</summary>
    public static IReadOnlyDictionary<string, string> Read(Notebook notebook)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in Cells(notebook).SelectMany(cell => Variables(Parse(cell)))) values[variable.Identifier.Text] = variable.Initializer!.Value.ToString();
        return values;
    }

    /// <summary>Replaces the values of the named variables where the notebook has them. No cell is added.</summary>
    /// <exception cref="UserException">A value does not fit the variable's type.</exception>
    public static void Set(Notebook notebook, IReadOnlyDictionary<string, string> values)
    {
        foreach (var cell in Cells(notebook))
        {
            var root = Parse(cell);
            var named = Variables(root).Where(variable => values.ContainsKey(variable.Identifier.Text)).ToList();
            if (named.Count == 0) continue;
            var changed = root.ReplaceNodes(
                named.Select(variable => variable.Initializer!.Value),
                (old, _) => NewValue(old, values[((VariableDeclaratorSyntax)old.Parent!.Parent!).Identifier.Text]).WithTriviaFrom(old));
            cell.Json["source"] = MultilineText.Lines(changed.ToFullString());
        }
    }

    private static IEnumerable<NotebookCell> Cells(Notebook notebook) => notebook.Cells.Where(cell => cell.IsCode && cell.HasTag(Tag) && CodeDepth.CanBeScanned(cell.Source));

    private static CompilationUnitSyntax Parse(NotebookCell cell) => SyntaxFactory.ParseCompilationUnit(cell.Source, options: Script);

    private static IEnumerable<VariableDeclaratorSyntax> Variables(CompilationUnitSyntax root) =>
        root.Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables).Where(variable => variable.Initializer is not null);

    private static ExpressionSyntax NewValue(ExpressionSyntax old, string text)
    {
        var variable = (VariableDeclaratorSyntax)old.Parent!.Parent!;
        string declared = ((VariableDeclarationSyntax)variable.Parent!).Type.ToString();
        string type = declared == "var" ? ParameterLiteral.TypeOf(old) : declared;
        string literal = ParameterLiteral.Write(type, text)
            ?? throw new UserException($"--set {variable.Identifier.Text}={text}: '{text}' is no {type}, which {variable.Identifier.Text} is in the cell tagged parameters.");
        return SyntaxFactory.ParseExpression(literal, options: Script);
    }
}
