using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace GruNotebooks.Kernel.Tests;

/// <summary>One notebook's kernel, put together as the <c>dotnet-interactive</c> tool does for its C# cells.</summary>
internal sealed class KernelSession : IDisposable
{
    private readonly CompositeKernel _kernel;
    private readonly Queue<string> _packageFolders = new();

    public KernelSession()
    {
        Formatter.ResetToDefault();
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
        var csharp = new CSharpKernel();
        csharp.UseNugetDirective((kernel, packages) =>
        {
            kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
            return Task.CompletedTask;
        });
        csharp.UseKernelHelpers().UseValueSharing();
        _kernel = new CompositeKernel { csharp }.UseImportMagicCommand();
        _kernel.DefaultKernelName = csharp.Name;
    }

    /// <summary>Sends one cell and waits until the kernel has done with it.</summary>
    public async Task<CellResult> RunAsync(string code)
    {
        // All of the kernel's events, because an import that fails leaves no trace among those of its own command.
        var events = new List<KernelEvent>();
        using (_kernel.KernelEvents.Subscribe(events.Add)) await _kernel.SendAsync(new SubmitCode(code));
        foreach (var added in events.OfType<PackageAdded>())
            if (added.PackageReference.PackageRoot is { } folder) _packageFolders.Enqueue(folder);
        await LoadExtensionsAsync();
        return new CellResult(
            events.OfType<CommandFailed>().FirstOrDefault()?.Message,
            string.Concat(events.OfType<StandardErrorValueProduced>().SelectMany(written => written.FormattedValues).Select(value => value.Value)),
            [.. events.OfType<DisplayEvent>().Where(IsShown).Select(shown => shown.FormattedValues.ToDictionary(value => value.MimeType, value => value.Value))]);
    }

    public void Dispose() => _kernel.Dispose();

    private static bool IsShown(DisplayEvent shown) =>
        shown is ReturnValueProduced or DisplayedValueProduced or StandardOutputValueProduced && shown.Value is not InstallPackagesMessage;

    /// <summary>A package may bring a kernel extension (Plotly.NET.Interactive's registers how a chart is shown); the tool loads it after the cell.</summary>
    private async Task LoadExtensionsAsync()
    {
        while (_packageFolders.TryDequeue(out var folder))
        {
            var extensions = Path.Combine(folder, "interactive-extensions", "dotnet");
            if (!Directory.Exists(extensions)) continue;
            foreach (var file in Directory.EnumerateFiles(extensions, "*.dll"))
            {
                var types = System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(file).ExportedTypes;
                foreach (var type in types.Where(type => !type.IsAbstract && typeof(IKernelExtension).IsAssignableFrom(type)))
                    await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(_kernel);
            }
        }
    }
}
