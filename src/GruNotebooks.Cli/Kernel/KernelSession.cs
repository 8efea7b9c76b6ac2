using System.Diagnostics;
using System.Globalization;
using System.Reactive.Disposables;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;
using Markdig;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;
using Microsoft.DotNet.Interactive.Utility;

namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// One notebook's kernel, put together as the `dotnet-interactive` tool does for its C# cells. No other class knows .NET Interactive: a successor has to
/// create a kernel, submit cells and turn what the kernel tells into outputs, and no more.
/// </summary>
internal sealed class KernelSession : IDisposable
{
    private readonly CompositeKernel kernel;
    private readonly OutputCollector outputs;
    private readonly IDisposable subscription;
    private readonly IDisposable console;
    private readonly Queue<string> newPackages = new();
    private readonly HashSet<string> seenPackages = [];
    private CommandFailed? failure;
    private string? errors;

    public KernelSession(OutputCollector outputs)
    {
        this.outputs = outputs;
        // The kernel takes the console for each cell and gives it back; while somebody else is subscribed, it leaves the console to who has it.
        console = ConsoleOutput.Subscribe(_ => Disposable.Empty);
        Console.SetIn(TextReader.Null);
        Console.SetOut(new KernelConsole(outputs, "stdout"));
        Console.SetError(new KernelConsole(outputs, "stderr"));
        // As the tool does where its outputs go to a page.
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);

        var csharp = new CSharpKernel();
        csharp.UseNugetDirective((target, packages) =>
        {
            target.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
            return Task.CompletedTask;
        });
        csharp.UseKernelHelpers().UseWho().UseValueSharing();
        kernel = new CompositeKernel();
        kernel.Add(csharp, ["c#", "C#"]);
        kernel.Add(new HtmlKernel());
        kernel.UseImportMagicCommand();
        // The tool has these from its package for Jupyter, which is not published.
        kernel.AddDirective(new KernelActionDirective("#!time"), MeasureTime);
        kernel.AddDirective(new KernelActionDirective("#!markdown"), (_, context) => ShowRest("#!markdown", context, text => Markdown.ToHtml(text)));
        kernel.AddDirective(new KernelActionDirective("#!javascript"), (_, context) => ShowRest("#!javascript", context, code => $"<script type=\"text/javascript\">{code}</script>"));
        kernel.DefaultKernelName = csharp.Name;
        subscription = kernel.KernelEvents.Subscribe(new Listener(this));
    }

    public void Dispose()
    {
        subscription.Dispose();
        kernel.Dispose();
        console.Dispose();
    }

    /// <summary>Compiles and runs nothing much, which costs a second the first time, so that no cell pays for it. The using is the tool's own (LaTeXString).</summary>
    public Task WarmUpAsync() => kernel.SendAsync(new SubmitCode($"using {typeof(LaTeXString).Namespace};\nstring.Concat(\"warm\", 1)"));

    /// <summary>One more feed for the packages of the cells to come.</summary>
    /// <param name="source">A folder or an address.</param>
    public Task AddPackageSourceAsync(string source) => kernel.SendAsync(new SubmitCode($"#i \"nuget: {source}\""));

    /// <summary>Runs a cell to its end; what it shows goes to the collector.</summary>
    /// <returns>What made it fail; null where nothing did.</returns>
    public async Task<CellFailure?> SubmitAsync(string source)
    {
        (failure, errors) = (null, null);
        var result = await kernel.SendAsync(new SubmitCode(source));
        // An import that fails leaves its failure among the kernel's events, not among those of its own command.
        failure ??= result.Events.OfType<CommandFailed>().FirstOrDefault();
        if (failure is { } failed)
            return failed.Exception is CodeSubmissionCompilationErrorException ? CellFailure.OfDiagnostics(failed.Message, source) : CellFailure.Of(failed.Exception, failed.Message, source);
        // Of a script that is imported and does not compile the kernel tells no more than this.
        return errors is null ? await LoadExtensionsAsync() : CellFailure.OfDiagnostics(errors, source);
    }

    private void Take(KernelEvent told)
    {
        switch (told)
        {
            // NuGet's progress names feeds and seconds; it is no output of the cell.
            case DisplayEvent { Value: InstallPackagesMessage }:
            // x.Display() as the last expression has been shown already.
            case ReturnValueProduced { Value: DisplayedValue }:
                break;
            case StandardOutputValueProduced printed:
                outputs.AddText("stdout", TextOf(printed));
                break;
            case StandardErrorValueProduced or ErrorProduced:
                outputs.AddText("stderr", TextOf((DisplayEvent)told));
                break;
            case DiagnosticsProduced { FormattedDiagnostics.Count: > 0 } diagnostics:
                if (diagnostics.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) errors ??= string.Join('\n', diagnostics.FormattedDiagnostics.Select(diagnostic => diagnostic.Value));
                // Spaced as the tool spaces them for Jupyter.
                outputs.AddText("stderr", $"\n{string.Join("\n\n", diagnostics.FormattedDiagnostics.Select(diagnostic => diagnostic.Value))}\n\n");
                break;
            case DisplayEvent shown:
                outputs.Add(ToOutput(shown), shown.ValueId, shown is DisplayedValueUpdated);
                break;
            case PackageAdded { PackageReference.PackageRoot: { } folder } when seenPackages.Add(folder):
                newPackages.Enqueue(folder);
                break;
            case CommandFailed failed:
                failure ??= failed;
                break;
        }
    }

    private static string TextOf(DisplayEvent printed) =>
        (printed.FormattedValues.FirstOrDefault(value => value.MimeType == PlainTextFormatter.MimeType)?.Value ?? printed.Value?.ToString() ?? "").ReplaceLineEndings("\n");

    /// <summary>A shown value as nbformat writes it, keys in alphabetical order as Jupyter has them.</summary>
    private JsonObject ToOutput(DisplayEvent shown)
    {
        var formats = shown.FormattedValues.DistinctBy(value => value.MimeType).OrderBy(value => value.MimeType, StringComparer.Ordinal).ToList();
        bool isChart = formats.Exists(value => value.MimeType == MimeType.Plotly);
        var data = new JsonObject();
        foreach (var format in formats)
        {
            // A saved chart is its figure and its picture: as HTML, GitHub would show nothing and every copy weighs megabytes.
            if (!isChart || format.MimeType != MimeType.Html) data[format.MimeType] = Content(format.MimeType, format.Value);
        }
        var metadata = isChart && (AltOf(shown.Value) ?? TitleOf(data[MimeType.Plotly])) is { } alt ? new JsonObject { [MimeType.Png] = new JsonObject { ["alt"] = alt } } : [];
        if (data.ContainsKey("image/svg+xml") && AltOf(shown.Value) is { } drawn) metadata["image/svg+xml"] = new JsonObject { ["alt"] = drawn };
        return shown is ReturnValueProduced
            ? new JsonObject { ["data"] = data, ["execution_count"] = outputs.ExecutionCount, ["metadata"] = metadata, ["output_type"] = "execute_result" }
            : new JsonObject { ["data"] = data, ["metadata"] = metadata, ["output_type"] = "display_data" };
    }

    /// <summary>JSON as JSON, text as lines, what is coded as it is.</summary>
    private static JsonNode Content(string mimeType, string? text)
    {
        text ??= "";
        if (MimeType.IsJson(mimeType)) return ParsedOr(text);
        return mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType == "image/svg+xml" ? MultilineText.Lines(text.ReplaceLineEndings("\n")) : JsonValue.Create(text);
    }

    private static JsonNode ParsedOr(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>What a chart shows, for who cannot see it. The chart's type is one that the notebook loaded, so it is known by name alone.</summary>
    private static string? AltOf(object? value) => value?.GetType().GetProperty("Alt")?.GetValue(value) as string;

    /// <summary>What stands in for it on a chart of Plotly.NET, which states no finding.</summary>
    private static string? TitleOf(JsonNode? figure) => (figure as JsonObject)?["layout"]?["title"]?["text"]?.ToString();

    /// <summary>A package may bring a kernel extension (Plotly.NET.Interactive's registers how a chart is shown); as the tool does, it is loaded after the cell.</summary>
    private async Task<CellFailure?> LoadExtensionsAsync()
    {
        while (newPackages.TryDequeue(out string? package))
        {
            string folder = Path.Combine(package, "interactive-extensions", "dotnet");
            if (!Directory.Exists(folder)) continue;
            try
            {
                foreach (string file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)) await LoadExtensionAsync(file);
                string script = Path.Combine(folder, "extension.dib");
                if (File.Exists(script)) await kernel.LoadAndRunInteractiveDocument(new FileInfo(script));
            }
            catch (Exception refused)
            {
                return CellFailure.Of(new NotSupportedException($"the kernel extension in {package} does not load: {refused.Message}", refused), refused.Message, "");
            }
        }
        return null;
    }

    private async Task LoadExtensionAsync(string file)
    {
        var types = AssemblyLoadContext.Default.LoadFromAssemblyPath(file).ExportedTypes;
        foreach (var type in types.Where(type => !type.IsAbstract && typeof(IKernelExtension).IsAssignableFrom(type)))
            await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(kernel);
    }

    private static Task MeasureTime(KernelCommand command, KernelInvocationContext context)
    {
        long start = Stopwatch.GetTimestamp();
        context.OnComplete(ended =>
        {
            var elapsed = Stopwatch.GetElapsedTime(start);
            ended.Publish(new DisplayedValueProduced(elapsed, context.Command, [new FormattedValue(MimeType.Plain, string.Create(CultureInfo.InvariantCulture, $"Wall time: {elapsed.TotalMilliseconds}ms"))]));
        });
        return Task.CompletedTask;
    }

    /// <summary>Shows what follows a directive in its cell as HTML.</summary>
    private static Task ShowRest(string directive, KernelInvocationContext context, Func<string, string> toHtml)
    {
        if (context.Command is SubmitCode submitted)
        {
            string html = toHtml(submitted.Code.Replace(directive, "", StringComparison.Ordinal).Trim());
            context.Publish(new DisplayedValueProduced(html, context.Command, [new FormattedValue(MimeType.Html, html)]));
            context.Complete(submitted);
        }
        return Task.CompletedTask;
    }

    private sealed class Listener(KernelSession session) : IObserver<KernelEvent>
    {
        public void OnNext(KernelEvent value) => session.Take(value);

        public void OnError(Exception error) => throw new TargetInvocationException("The kernel ended its events.", error);

        public void OnCompleted()
        {
        }
    }
}
