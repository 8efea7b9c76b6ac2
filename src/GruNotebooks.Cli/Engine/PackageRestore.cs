using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Engine;

/// <summary>
/// Brings NuGet packages and what they depend on: restores a small generated project with the user's feeds and the extra ones. What was
/// restored once is taken from the machine's package folder, without a network.
/// </summary>
internal sealed class PackageRestore(StartMessage start)
{
    private const string Project = "packages.csproj";
    private readonly List<PackageName> loaded = [];

    /// <summary>Adds packages to the notebook's packages, restores them all, and gives the assemblies of all.</summary>
    /// <exception cref="PackageMissingException">No feed has them, or no feed answers.</exception>
    public async Task<IReadOnlyList<string>> RestoreAsync(IReadOnlyList<PackageName> packages)
    {
        foreach (var package in packages)
        {
            if (loaded.Find(other => string.Equals(other.Name, package.Name, StringComparison.OrdinalIgnoreCase)) is { } other && other != package)
                throw new InvalidOperationException($"#r \"nuget: {package.Name}, {package.Version}\": version {other.Version} is already loaded in this notebook; ask for one version only.");
        }
        List<PackageName> all = [.. loaded.Union(packages)];
        string folder = Prepare(all);
        string assets = Path.Combine(folder, "obj", "project.assets.json");
        // Two notebooks may ask for the same packages at the same time.
        using (await FileLock.TakeAsync(Path.Combine(folder, "restore.lock")))
        {
            if (!IsUsable(assets)) await RestoreAsync(folder, packages);
        }
        loaded.Clear();
        loaded.AddRange(all);
        return PackageAssets.Assemblies(assets);
    }

    private async Task RestoreAsync(string folder, IReadOnlyList<PackageName> packages)
    {
        // What one notebook did not find, the others of the same run do not look for again.
        var missing = new FileInfo(Path.Combine(folder, "missing.txt"));
        if (missing.Exists && missing.LastWriteTimeUtc >= start.RunStarted) throw new PackageMissingException(await File.ReadAllTextAsync(missing.FullName));

        // First without any feed but the named ones: an exact version that is on this machine needs no network.
        string project = Path.Combine(folder, Project);
        var (restored, errors) = await DotnetRestore.RunAsync(project, $"-p:RestoreSources={string.Join("%3B", start.PackageSources.Append(folder))}");
        if (!restored) (restored, errors) = await DotnetRestore.RunAsync(project, $"-p:RestoreAdditionalProjectSources={string.Join("%3B", start.PackageSources)}");
        if (restored) return;

        string message = $"no feed has {string.Join(" and ", packages)}: {errors}";
        await File.WriteAllTextAsync(missing.FullName, message);
        throw new PackageMissingException(message);
    }

    /// <summary>Writes the project; the same packages from the same sources share one.</summary>
    /// <returns>Its folder.</returns>
    private string Prepare(IReadOnlyList<PackageName> packages)
    {
        var references = packages.Select(part => $"""    <PackageReference Include="{Escape(part.Name)}" Version="{Escape(VersionOf(part))}" />""");
        string text = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
            {string.Join('\n', references)}
              </ItemGroup>
            </Project>

            """;
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + string.Join('\n', start.PackageSources))))[..16];
        string home = Path.Combine(start.PackageFolder, key);
        Directory.CreateDirectory(home);
        // The repository's own build settings are not these packages'.
        foreach (string settings in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" }) WriteOnce(Path.Combine(home, settings), "<Project />\n");
        WriteOnce(Path.Combine(home, Project), text);
        return home;
    }

    private static void WriteOnce(string path, string text)
    {
        if (!File.Exists(path)) AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A plain version means that one; NuGet would take a later one, of another major version too, where it is missing.</summary>
    private static string VersionOf(PackageName part) => part.Version switch
    {
        "" => "*",
        var range when range.IndexOfAny(['*', '[', '(', ',']) >= 0 => range,
        var exact => $"[{exact}]",
    };

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    /// <summary>Restored before, and nobody has emptied the package folder since.</summary>
    private static bool IsUsable(string assets)
    {
        if (!File.Exists(assets)) return false;
        var logs = JsonNode.Parse(File.ReadAllText(assets))?["logs"] as JsonArray ?? [];
        return logs.All(log => (string?)log?["level"] != "Error") && PackageAssets.Assemblies(assets).All(File.Exists);
    }
}
