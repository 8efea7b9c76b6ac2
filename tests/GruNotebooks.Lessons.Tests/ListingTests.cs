using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Lessons.Listings;

namespace GruNotebooks.Lessons.Tests;

public partial class ListingTests
{
    [Fact]
    public void A_member_comes_with_its_documentation()
    {
        var text = Listing.Of("Sequence.Step").Text;
        Assert.StartsWith("/// <summary>Step <paramref name=\"t\"/> of the whole batch", text, StringComparison.Ordinal);
        Assert.EndsWith("Batch * Features);", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split('\n').Length);
    }

    [Fact]
    public void A_type_is_shown_whole()
    {
        var text = Listing.Of("BiasScheme").Text;
        Assert.StartsWith("/// <summary>How many bias vectors a gate has", text, StringComparison.Ordinal);
        Assert.EndsWith("TwoPerGate,\n}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Overloads_are_shown_together() => Assert.Contains("\n\n/// <summary>Wraps", Listing.Of("Sequence.Sequence").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Sequense", "Sequence")]
    [InlineData("Sequence.Rwo", "Sequence.Row")]
    public void An_unknown_name_lists_near_names(string asked, string near)
    {
        var text = Listing.Of(asked).Text;
        Assert.Contains(asked, text, StringComparison.Ordinal);
        Assert.Contains(near, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void Braces_in_texts_and_comments_are_no_braces()
    {
        const string Source = "namespace N;\n/// <summary>One } brace.</summary>\nclass A\n{\n    // }\n    string S(int i) => $\"}}{(i > 0 ? \"{\" : \"}\")}\";\n    char C = '}';\n"
            + "    string R => \"\"\"\n        }\n        \"\"\";\n    int P { get; set; } = 1;\n    public static bool operator <=(A a, A b) => true;\n    void M()\n    {\n        if (1 > 0) { }\n    }\n}\nclass B { }\n";
        var types = LibrarySource.TypesOf(Source).ToArray();
        Assert.Equal(["A", "B"], types.Select(type => type.Identifier.ValueText));
        Assert.Equal(["S", "C", "R", "P", "", "M"], LibrarySource.Members(types[0]).Select(LibrarySource.NameOf));
        Assert.Equal("void M()\n{\n    if (1 > 0) { }\n}", LibrarySource.TextOf(LibrarySource.Members(types[0]).Last()));
    }

    [Fact]
    public void Every_public_type_of_the_projects_that_notebooks_load_has_its_source()
    {
        var names = LibrarySource.AllTypes().Select(type => type.Identifier.ValueText).ToHashSet();
        foreach (var assembly in new[] { typeof(Cells.GruCell).Assembly, typeof(Charts.Plot).Assembly, typeof(Listing).Assembly })
            Assert.All(assembly.GetTypes().Where(type => type.IsPublic), type => Assert.Contains(type.Name.Split('`')[0], names));
    }

    /// <summary>The listings that are saved in the notebooks are those of today's sources.</summary>
    [Fact]
    public void Saved_listings_are_what_is_listed_today()
    {
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root!, "notebooks"), "*.ipynb"))
            foreach (var cell in JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray())
            {
                if (ListingCall().Match(Text(cell!["source"])) is not { Success: true } call) continue;
                foreach (var output in cell["outputs"]!.AsArray())
                    Assert.Equal(Text(output!["data"]!["text/plain"]), Listing.Of(call.Groups[1].Value).Text);
                count++;
            }
        Assert.True(count >= 6, $"only {count} listings were found");
    }

    private static string Text(JsonNode? lines) => string.Concat(lines!.AsArray().Select(line => line!.GetValue<string>()));

    [GeneratedRegex("^Listing\\.Of\\(\"([^\"]+)\"\\)$")]
    private static partial Regex ListingCall();

    [Fact]
    public void Html_is_escaped() => Assert.Contains("Span&lt;T&gt; Row", Listing.Of("Sequence.Row").ToHtml(), StringComparison.Ordinal);
}
