using GruNotebooks.Lessons.Listings;

namespace GruNotebooks.Lessons.Tests;

public class ListingTests
{
    [Fact]
    public void AMemberComesWithItsDocumentation()
    {
        var text = Listing.Of("Sequence.Row").Text;
        Assert.StartsWith("/// <summary>Step <paramref name=\"t\"/> of sequence", text, StringComparison.Ordinal);
        Assert.EndsWith("Features, Features);", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split('\n').Length);
    }

    [Fact]
    public void ATypeIsShownWhole()
    {
        var text = Listing.Of("BiasScheme").Text;
        Assert.StartsWith("/// <summary>How many bias vectors a gate has", text, StringComparison.Ordinal);
        Assert.EndsWith("TwoPerGate,\n}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void OverloadsAreShownTogether() => Assert.Contains("\n\n/// <summary>Wraps", Listing.Of("Sequence.Sequence").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Sequense", "Sequence")]
    [InlineData("Sequence.Rwo", "Sequence.Row")]
    public void AnUnknownNameListsNearNames(string asked, string near)
    {
        var text = Listing.Of(asked).Text;
        Assert.Contains(asked, text, StringComparison.Ordinal);
        Assert.Contains(near, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void BracesInTextsAndCommentsAreNoBraces()
    {
        const string Source = "namespace N;\n/// <summary>One } brace.</summary>\nclass A\n{\n    // }\n    string S(int i) => $\"}}{(i > 0 ? \"{\" : \"}\")}\";\n    char C = '}';\n"
            + "    string R => \"\"\"\n        }\n        \"\"\";\n    int P { get; set; } = 1;\n    public static bool operator <=(A a, A b) => true;\n    void M()\n    {\n        if (1 > 0) { }\n    }\n}\nclass B { }\n";
        var types = new SourceFile(Source).Types;
        Assert.Equal(["A", "B"], types.Select(t => t.Name));
        Assert.Equal(["S", "C", "R", "P", "", "M"], types[0].Members().Select(m => m.Name));
        Assert.Equal("void M()\n{\n    if (1 > 0) { }\n}", types[0].Members().Last().Text);
    }

    [Fact]
    public void EverySourceOfTheLibrarySplitsIntoNamedTypes()
    {
        Assert.NotEmpty(SourceFile.All);
        var types = SourceFile.All.SelectMany(f => f.Types).ToArray();
        foreach (var type in typeof(Listing).Assembly.GetTypes().Where(t => t.IsPublic))
            Assert.Contains(types, t => t.Name == type.Name.Split('`')[0]);
        Assert.All(types, t => Assert.Equal(t.Text.Count(c => c == '\n'), t.Text.TrimEnd().Count(c => c == '\n')));
    }

    [Fact]
    public void HtmlIsEscaped() => Assert.Contains("Span&lt;T&gt; Row", Listing.Of("Sequence.Row").ToHtml(), StringComparison.Ordinal);
}
