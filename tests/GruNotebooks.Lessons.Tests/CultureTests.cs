using System.Globalization;
using GruNotebooks.Charts;
using GruNotebooks.Display;
using GruNotebooks.Gradients;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Listings;
using GruNotebooks.Numerics;
using GruNotebooks.Tasks;

namespace GruNotebooks.Lessons.Tests;

/// <summary>What the library writes and reads is the same where the decimal sign is a comma (de-DE) and where a capital i has a dot (tr-TR).</summary>
public class CultureTests
{
    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["a chart"] = () => Chart().Json,
        ["a chart as html"] = () => Chart().ToHtml(),
        ["a table"] = () => ResultTable.Of([new { Title = "INIT", Ratio = 1234.5, Share = 0.25 }]).ToString(),
        ["a table as html"] = () => ResultTable.Of([new { Title = "INIT", Ratio = 1234.5, Share = 0.25 }]).ToHtml(),
        ["a gradient check"] = () => GradientCheck.Of(new Gru<double>(2, 3, seed: 1)).ToString(),
        ["a spread"] = () => Spread.Of(0.25, 1234.5, 3.75).ToString(),
        ["the library's source"] = () => Listing.Of("GruCell.Forward").Text,
        ["the sunspots"] = () => string.Join(' ', new Sunspots().Series.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        ["the digits"] = () => Digits.ByRow().Baseline.ToString("R", CultureInfo.InvariantCulture),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var text in Texts.Keys)
                foreach (var culture in (string[])["de-DE", "tr-TR"]) cases.Add(text, culture);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_text_in_every_culture(string text, string culture) =>
        Assert.Equal(In(CultureInfo.InvariantCulture, Texts[text]), In(CultureInfo.GetCultureInfo(culture), Texts[text]));

    [Fact]
    public void The_cultures_are_at_work_here()
    {
        Assert.Equal("1,5", In(CultureInfo.GetCultureInfo("de-DE"), () => $"{1.5}"));
        Assert.Equal("tıtle", In(CultureInfo.GetCultureInfo("tr-TR"), () => CultureInfo.CurrentCulture.TextInfo.ToLower("TITLE")));
    }

    private static Plot Chart() =>
        Plot.New("Halving").X("step", log: true).Y("what is left").Line("half", new[] { 1, 0.5, 0.25 }, width: 1.5).HLine(0.5, "half").Alt("What is left halves with every step of the walk.");

    private static string In(CultureInfo culture, Func<string> text)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
