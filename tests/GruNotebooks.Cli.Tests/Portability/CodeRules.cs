using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>C# that all three hosts (.NET Interactive, Verso, <c>gru run</c>) compile and show alike.</summary>
internal static partial class CodeRules
{
    private static readonly Dictionary<string, string> HostOnly = new()
    {
        ["display"] = "write `value.Display()` or end the cell with `value`; `display(value)` exists in .NET Interactive only",
        ["HTML"] = "`HTML(…)` exists in .NET Interactive only; show a Plot, a table of records, or text",
        ["Formatter"] = "`Formatter` exists in .NET Interactive only; types of the library format themselves",
        ["Kernel"] = "`Kernel` exists in .NET Interactive only",
        ["KernelInvocationContext"] = "`KernelInvocationContext` exists in .NET Interactive only",
        ["PocketView"] = "`PocketView` exists in .NET Interactive only",
    };

    private static readonly (string Namespace, string[] Names)[] Usings =
    [
        ("System.IO", ["File", "Directory", "Path", "StreamReader", "StreamWriter", "StringReader", "StringWriter", "MemoryStream"]),
        ("System.Diagnostics", ["Stopwatch", "Process", "Debug"]),
        ("System.Globalization", ["CultureInfo", "NumberStyles"]),
        ("System.Text.Json", ["JsonSerializer", "JsonDocument"]),
        ("System.Text.RegularExpressions", ["Regex"]),
        ("System.Threading", ["Thread", "Interlocked", "CancellationToken", "CancellationTokenSource"]),
        ("System.Net.Http", ["HttpClient"]),
    ];

    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        NotebookRule.OfCode("cells are C# 13", source =>
            Script.Parse(source).GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error)
                .Select(found => $"line {found.Location.GetLineSpan().StartLinePosition.Line + 1}: {found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
            "static class E { extension(int x) { public int Twice() => 2 * x; } }"),

        NotebookRule.OfCode("no directive but #!import and #r", source =>
            source.Split('\n').Select(line => line.Trim())
                .Where(line => line.StartsWith("#!", StringComparison.Ordinal) && !line.StartsWith("#!import ", StringComparison.Ordinal))
                .Select(line => $"'{line}' is not known everywhere: a notebook is C# throughout"),
            "#!csharp\n1 + 1"),

        NotebookRule.OfCode("nothing that only one host has", source =>
            Script.All<IdentifierNameSyntax>(source).Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name)
                .Where(name => HostOnly.ContainsKey(name.Identifier.Text)).Select(name => HostOnly[name.Identifier.Text]).Distinct(),
            "display(42);"),

        NotebookRule.OfCode("a shown value is not updated", source =>
            Script.All<MemberAccessExpressionSyntax>(source).Where(access => access.Name.Identifier.Text == "Update" && access.Expression.ToString().EndsWith(".Display()", StringComparison.Ordinal))
                .Select(_ => "`.Display().Update(…)` exists in .NET Interactive only; show the final value"),
            "42.Display().Update(43);"),

        NotebookRule.OfCode("no span at the top level", source =>
            Script.Parse(source).Members.OfType<FieldDeclarationSyntax>().Where(field => field.Declaration.Type.ToString() is var type && (type.Contains("Span<") || field.ToString().Contains("stackalloc") || field.ToString().Contains("AsSpan(")))
                .Select(field => $"'{Short(field)}': a top-level variable becomes a field, and a span cannot be one; write .ToArray(), or put it into a method"),
            "ReadOnlySpan<double> row = new double[3];"),

        NotebookRule.OfCode("no namespace", source =>
            Script.All<BaseNamespaceDeclarationSyntax>(source).Select(_ => "scripts have no namespaces; declare the type alone"),
            "namespace Mine { class A { } }"),

        NotebookRule.OfCode("no using declaration at the top level", source =>
            source.Split('\n').Where(line => UsingDeclaration().IsMatch(line))
                .Select(line => $"'{line}': a script has no using declarations; write `using (var x = …) {{ … }}`"),
            "using var reader = new System.IO.StringReader(\"\");"),

        NotebookRule.OfCode("no class of extension methods", source =>
            Script.All<ClassDeclarationSyntax>(source).Where(type => type.Members.OfType<MethodDeclarationSyntax>().Any(method => method.ParameterList.Parameters.FirstOrDefault() is { } first && first.Modifiers.Any(SyntaxKind.ThisKeyword)))
                .Select(type => $"class {type.Identifier.Text}: write the method itself at the top level, `static int Twice(this int x) => 2 * x;`; a class in a cell is nested, and extensions may not be"),
            "static class E { public static int Twice(this int x) => 2 * x; }"),

        NotebookRule.OfCode("nothing on the error stream", source =>
            source.Contains("Console.Error") || source.Contains("OpenStandardError") ? ["Verso counts a cell that writes to Console.Error as failed; use Console.WriteLine"] : [],
            "Console.Error.WriteLine(\"careful\");"),

        NotebookRule.OfCode("no type named like one of Plotly.NET", source =>
            Script.All<BaseTypeDeclarationSyntax>(source).Where(type => PlotlyNames.All.Contains(type.Identifier.Text))
                .Select(type => $"type {type.Identifier.Text}: Plotly.NET has that name too and a cell that imports it could not say which; take another"),
            "record Figure(int Number);"),

        NotebookRule.OfCode("no path that depends on the host or the machine", source =>
            Script.All<LiteralExpressionSyntax>(source).Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && PathLiteral().IsMatch(literal.Token.ValueText))
                .Select(literal => $"{literal}: hosts differ in the folder that cells run in, and machines in their drives; let the library find the file, or use Path.GetTempPath()"),
            "Console.WriteLine(\"../data/digits.csv\");"),

        new("usings where they are used", notebook =>
        {
            var imported = new HashSet<string>();
            return notebook.Cells.Where(cell => cell.IsCode).SelectMany(cell =>
            {
                imported.UnionWith(Script.Parse(cell.Source).Usings.Select(line => line.Name?.ToString() ?? ""));
                var names = Script.All<IdentifierNameSyntax>(cell.Source).Where(name => name.Parent is not (NameEqualsSyntax or NameColonSyntax) && (name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name))
                    .Select(name => name.Identifier.Text).ToHashSet();
                return Usings.Where(entry => !imported.Contains(entry.Namespace) && entry.Names.Any(names.Contains))
                    .Select(entry => $"cell {cell.Id}: `{entry.Names.First(names.Contains)}` needs `using {entry.Namespace};` in this cell or above; not every host has it by default").ToList();
            }).ToList();
        }, document => document.Change("chart", "File.Exists(\"a\")")),
    ];

    private static string Short(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();

    [GeneratedRegex(@"^(await )?using (?!static\b)\w\S*\s+\w+\s*=")]
    private static partial Regex UsingDeclaration();

    [GeneratedRegex(@"^(\.\.?[/\\]|/[A-Za-z]+/|[A-Za-z]:[/\\]|(data|artifacts|notebooks|src)[/\\])\S*$")]
    private static partial Regex PathLiteral();
}
