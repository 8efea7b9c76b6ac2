using GruNotebooks.Cli.CommandLine;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Notebooks;

public sealed class CellDirectivesTests
{
    [Fact]
    public void A_cell_is_split_in_its_order_and_keeps_its_line_numbers()
    {
        var parts = CellDirectives.Split("var a = 1;\n#!import ../my file.csx\n#r \"nuget: One, 1.2.3\"\n#r \"nuget: Two\"\n#r \"local.dll\"\na + 1");
        Assert.Equal(4, parts.Count);
        Assert.Equal(new CodePart("var a = 1;"), parts[0]);
        Assert.Equal(new ImportPart("../my file.csx"), parts[1]);
        Assert.Equal("One 1.2.3, Two", string.Join(", ", Assert.IsType<PackagesPart>(parts[2]).Packages));
        Assert.Equal(new CodePart("\n\n\n\n#r \"local.dll\"\na + 1"), parts[3]);
    }

    [Theory]
    [InlineData("#r \"nuget:X\"", "X", "")]
    [InlineData("#r \"nuget: X,1.0.0-beta\"", "X", "1.0.0-beta")]
    [InlineData("  #r   \"nuget: A.B-C , [1.0,2.0)\"", "A.B-C", "[1.0,2.0)")]
    public void Packages_are_read_as_net_interactive_reads_them(string line, string name, string version) =>
        Assert.Equal([new PackageName(name, version)], Assert.IsType<PackagesPart>(Assert.Single(CellDirectives.Split(line))).Packages);

    [Theory]
    [InlineData("#!fsharp")]
    [InlineData("1 + 1\n  #!set --name x")]
    [InlineData("#!import")]
    public void Directives_of_other_hosts_are_refused(string source)
    {
        var refused = Assert.Throws<UserException>(() => CellDirectives.Check(source, "a.ipynb cell [1]"));
        Assert.StartsWith("a.ipynb cell [1]: unknown directive #!", refused.Message);
    }
}
