using System.Text.RegularExpressions;

namespace GruNotebooks.Charts.Tests;

/// <summary>Charts carry the modules that fit them to narrow pages as one script, where a second function of the same name would silently replace the first.</summary>
public partial class FitTests
{
    [Fact]
    public void The_joined_script_declares_every_name_once()
    {
        var names = Declared().Matches(PlotHtml.Fit).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("fitted", names);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_joined_script_has_no_words_of_modules() => Assert.DoesNotMatch(Module(), PlotHtml.Fit);

    [GeneratedRegex(@"^(?:function|class|const|let) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\s*(?:import|export)\b", RegexOptions.Multiline)]
    private static partial Regex Module();
}
