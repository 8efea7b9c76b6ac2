using GruNotebooks.Cli.Verbs;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>What holds for notebooks and is checked in the other texts of the repository too.</summary>
public class RepositoryTextTests
{
    private static readonly string[] Documents = ["*.md", "docs/*.md", "data/*.md", "notebooks/*.md", ".github/*.md"];

    [Fact]
    public void Links_of_documents_lead_somewhere()
    {
        var breaches = from path in Files(Documents)
                       from breach in MarkdownRules.BrokenLinks(File.ReadAllText(path), Path.GetDirectoryName(path)!)
                       select $"{Path.GetRelativePath(Repository.Root, path)}: {breach}";
        Assert.True(!breaches.Any(), string.Join('\n', breaches));
    }

    [Fact]
    public void A_broken_link_of_a_document_is_found() =>
        Assert.Single(MarkdownRules.BrokenLinks("[a](CONTRIBUTING.md) [b](nowhere.md) [c](https://example.org)", Repository.Root));

    [Fact]
    public void The_picture_of_the_README_is_a_chart_of_notebook_02()
    {
        var picture = Convert.ToBase64String(File.ReadAllBytes(Repository.Path("docs/gradients-through-time.png")));
        Assert.Contains(picture, File.ReadAllText(Repository.Path("notebooks/02-vanishing-gradients.ipynb")).Replace("\\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("notebooks/00-start-here.ipynb")]
    public void The_fingerprint_that_readers_compare_with_is_the_one_that_comes_out(string path) =>
        Assert.Contains(FingerprintVerb.Compute(threads: 1), File.ReadAllText(Repository.Path(path)));

    [Fact]
    public void Scripts_load_packages_in_the_versions_of_the_one_table()
    {
        Assert.Empty(Files(["notebooks/*.csx"]).SelectMany(path => PackageRules.VersionBreaches(File.ReadAllText(path))));
    }

    [Fact]
    public void No_type_of_the_library_has_a_name_of_Plotly_NET() =>
        Assert.DoesNotContain(typeof(Layers.Parameter<>).Assembly.GetExportedTypes(), type => !type.IsNested && PlotlyNames.All.Contains(type.Name.Split('`')[0]));

    private static IEnumerable<string> Files(IEnumerable<string> patterns) =>
        from pattern in patterns
        let folder = Repository.Path(Path.GetDirectoryName(pattern)!)
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, Path.GetFileName(pattern))
        select path;
}
