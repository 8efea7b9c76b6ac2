using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Engine;

/// <summary>
/// Brings NuGet packages and what they depend on: restores a small generated project with the user's feeds and the extra ones. What was
/// restored once is taken from the machine's package folder, without a network.
/// </summary>
internal sealed class PackageRestore(string folder, IReadOnlyList<string> extraSources)
{
    private readonly List<PackagePart> wanted = [];

    /// <summary>Adds a package to the notebook's packages, restores them all, and gives the assemblies of all.</summary>
    /// <exception cref="PackageMissingException">No feed has it, or no feed answers.</exception>
    public async Task<IReadOnlyList<string>> RestoreAsync(PackagePart package)
    {
        if (wanted.Find(other => string.Equals(other.Name, package.Name, StringComparison.OrdinalIgnoreCase)) is { } loaded && loaded != package)
            throw new InvalidOperationException($"#r \"nuget: {package.Name}, {package.Version}\": version {loaded.Version} is already loaded in this notebook; ask for one version only.");

        List<PackagePart> all = [.. wanted.Where(other => other != package), package];
        string project = Prepare(all);
        string assets = Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json");
        if (!IsUsable(assets)) await RestoreAsync(project, package);
        wanted.Clear();
        wanted.AddRange(all);
        return PackageAssets.Assemblies(assets);
    }

    private async Task RestoreAsync(string project, PackagePart package)
    {
        // First without any feed but the named ones: an exact version that is on this machine needs no network.
        string nowhere = Path.GetDirectoryName(project)!;
        var (restored, errors) = await DotnetRestore.RunAsync(project, $"-p:RestoreSources={string.Join("%3B", extraSources.Append(nowhere))}");
        if (!restored) (restored, errors) = await DotnetRestore.RunAsync(project, $"-p:RestoreAdditionalProjectSources={string.Join("%3B", extraSources)}");
        if (restored) return;

        string version = package.Version.Length == 0 ? "" : $" {package.Version}";
        throw new PackageMissingException($"no feed has {package.Name}{version}: {errors}");
    }

    /// <summary>Writes the project; the same packages from the same sources share one.</summary>
    private string Prepare(IReadOnlyList<PackagePart> packages)
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
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + string.Join('\n', extraSources))))[..16];
        string home = Path.Combine(folder, key);
        Directory.CreateDirectory(home);
        string project = Path.Combine(home, "packages.csproj");
        // The repository's own build settings are not these packages'.
        foreach (string settings in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" }) WriteOnce(Path.Combine(home, settings), "<Project />\n");
        WriteOnce(project, text);
        return project;
    }

    private static void WriteOnce(string path, string text)
    {
        if (!File.Exists(path)) AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A plain version means that one; NuGet would take a later one, of another major version too, where it is missing.</summary>
    private static string VersionOf(PackagePart part) => part.Version switch
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
        var document = JsonNode.Parse(File.ReadAllText(assets));
        return document?["logs"] is null && PackageAssets.Assemblies(assets).All(File.Exists);
    }
}
