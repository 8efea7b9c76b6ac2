using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Files;

namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// Which assemblies the kernel's process has of its own: the kernel's, and not the library and the packages that `gru` itself stands on. Those come from where the notebook
/// says, as in every other host; assemblies that a process has of its own would take their place.
/// </summary>
internal static class KernelDependencies
{
    private static readonly string[] Roots = ["Microsoft.DotNet.Interactive", "FSharp.", "Markdig", "System.Reactive"];

    /// <summary>The file that says so to `dotnet exec --depsfile`; written anew after each build.</summary>
    public static string File()
    {
        string all = Path.ChangeExtension(typeof(KernelDependencies).Assembly.Location, ".deps.json");
        byte[] content = Encoding.UTF8.GetBytes(OnlyKernel(JsonNode.Parse(System.IO.File.ReadAllText(all))!.AsObject()).ToJsonString());
        string beside = Path.ChangeExtension(all, null);
        string folder = WritableFolder.Is(AppContext.BaseDirectory) ? AppContext.BaseDirectory : Directory.CreateTempSubdirectory("gru-kernel-").FullName;
        string own = Path.Combine(folder, Path.GetFileName(beside) + ".kernel.json");
        if (!System.IO.File.Exists(own) || !System.IO.File.ReadAllBytes(own).AsSpan().SequenceEqual(content)) AtomicFile.Write(own, content);
        return own;
    }

    private static JsonObject OnlyKernel(JsonObject dependencies)
    {
        foreach (var (_, target) in dependencies["targets"]!.AsObject())
        {
            var entries = target!.AsObject();
            var wanted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (string name in entries.Select(entry => NameOf(entry.Key)).Where(name => Array.Exists(Roots, root => name.StartsWith(root, StringComparison.Ordinal))).ToList()) Add(name, entries, wanted);
            foreach (var (key, entry) in entries.ToList())
            {
                bool isOwn = NameOf(key) == typeof(KernelDependencies).Assembly.GetName().Name;
                if (isOwn) entry!.AsObject().Remove("dependencies");
                else if (!wanted.Contains(NameOf(key))) entries.Remove(key);
            }
        }
        return dependencies;
    }

    private static void Add(string name, JsonObject entries, HashSet<string> wanted)
    {
        if (!wanted.Add(name)) return;
        var entry = entries.FirstOrDefault(candidate => string.Equals(NameOf(candidate.Key), name, StringComparison.OrdinalIgnoreCase)).Value;
        foreach (string needed in entry?["dependencies"]?.AsObject().Select(dependency => dependency.Key).ToList() ?? []) Add(needed, entries, wanted);
    }

    private static string NameOf(string key) => key.Split('/')[0];
}
