using System.Runtime.ExceptionServices;
using GruNotebooks.Cli.Engine.Formatting;
using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace GruNotebooks.Cli.Engine;

/// <summary>The C# of one notebook: every cell continues the cells before it, as Roslyn scripting does it for .NET Interactive and Verso.</summary>
internal sealed class ScriptSession : IDisposable
{
    private static readonly string[] DefaultUsings = ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    private readonly CellOutputs outputs;
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly PackageRestore packages;
    private readonly ScriptImports imports;
    private ScriptOptions options;
    private ScriptState<object>? state;

    public ScriptSession(StartMessage start, CellOutputs outputs)
    {
        this.outputs = outputs;
        packages = new PackageRestore(start);
        imports = new ScriptImports(start.Folder);
        var display = typeof(DisplayExtensions).Assembly;
        loader.RegisterDependency(display);
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp13)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(start.Folder))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(start.Folder))
            .AddReferences(typeof(Enumerable).Assembly, typeof(List<>).Assembly, typeof(Task).Assembly, display)
            .AddImports(DefaultUsings);
    }

    public void Dispose() => loader.Dispose();

    /// <summary>Compiles and runs nothing much, which costs a second the first time, so that no cell pays for it.</summary>
    public Task WarmUpAsync() => CSharpScript.Create("string.Concat(\"warm\", 1)", options).RunAsync();

    /// <summary>Runs a cell to its end and shows its last expression.</summary>
    public async Task RunAsync(string source)
    {
        foreach (var part in CellDirectives.Split(source)) await RunAsync(part);
    }

    private async Task RunAsync(CellPart part)
    {
        switch (part)
        {
            case PackagesPart wanted:
                var assemblies = await packages.RestoreAsync(wanted.Packages);
                options = options.AddReferences(assemblies.Select(path => MetadataReference.CreateFromFile(path)));
                break;
            case ImportPart import:
                await ImportAsync(import);
                break;
            case CodePart code:
                await RunCodeAsync(code.Code);
                break;
        }
    }

    private async Task ImportAsync(ImportPart import)
    {
        var sources = imports.Open(import.Path);
        try
        {
            foreach (string source in sources) await RunAsync(source);
        }
        finally
        {
            imports.Close();
        }
    }

    private async Task RunCodeAsync(string code)
    {
        Script<object> script = state is null ? CSharpScript.Create(code, options, assemblyLoader: loader) : state.Script.ContinueWith(code, options);
        var errors = script.Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0) throw new CompilationErrorException(errors[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), [.. errors]);

        // A cell that throws keeps what it had set until then, as in every other host.
        Func<Exception, bool> keepState = _ => true;
        state = state is null ? await script.RunAsync(catchException: keepState) : await script.RunFromAsync(state, keepState);
        if (state.Exception is { } thrown) ExceptionDispatchInfo.Throw(thrown);
        if (EndsInExpression(script.GetCompilation().SyntaxTrees.Last())) ShowResult(state.ReturnValue);
    }

    private void ShowResult(object? value)
    {
        if (value is Displayed) return;
        outputs.Add(DisplayOutput.Create(MimeBundle.Of(value), outputs.ExecutionCount));
    }

    /// <summary>An expression without a semicolon at the end is the cell's result, null included.</summary>
    private static bool EndsInExpression(SyntaxTree tree) =>
        tree.GetRoot() is CompilationUnitSyntax unit
        && unit.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } };
}
