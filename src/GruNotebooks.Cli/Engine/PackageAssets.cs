using System.Text.Json.Nodes;

namespace GruNotebooks.Cli.Engine;

/// <summary>Reads what NuGet wrote down of a restore (project.assets.json).</summary>
internal static class PackageAssets
{
    /// <summary>Every assembly that the restored packages bring to run with.</summary>
    public static IReadOnlyList<string> Assemblies(string assetsFile)
    {
        var assets = JsonNode.Parse(File.ReadAllText(assetsFile))!;
        string[] folders = [.. assets["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        var libraries = assets["libraries"]!.AsObject();
        var target = assets["targets"]!.AsObject().First().Value!.AsObject();
        return
        [
            .. from package in target
               let path = libraries[package.Key]?["path"]?.GetValue<string>()
               where path is not null
               from asset in package.Value!["runtime"]?.AsObject().Select(file => file.Key) ?? []
               where asset.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
               let candidates = folders.Select(folder => Path.GetFullPath(Path.Combine(folder, path, asset)))
               select candidates.FirstOrDefault(File.Exists) ?? candidates.First(),
        ];
    }
}
