using System.Text.Json.Nodes;
using GruNotebooks.Charts;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Tests.Pictures;

public class PlotlyFileTests
{
    [Fact]
    public void Package_json_and_pages_pin_one_version()
    {
        var package = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root!, "package.json")))!;
        Assert.Equal(PlotlyScript.Version, (string?)package["dependencies"]!["plotly.js-dist-min"]);
        Assert.Equal(KatexFiles.Version, (string?)package["dependencies"]!["katex"]);
    }

    [Fact]
    public void Another_version_in_node_modules_is_not_used()
    {
        var repository = Directory.CreateTempSubdirectory();
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(repository.FullName, "node_modules", "plotly.js-dist-min"));
            File.WriteAllText(Path.Combine(folder.FullName, "plotly.min.js"), "var Plotly = {};");
            Assert.Null(PlotlyFile.InNodeModules(repository.FullName));
        }
        finally
        {
            repository.Delete(recursive: true);
        }
    }
}
