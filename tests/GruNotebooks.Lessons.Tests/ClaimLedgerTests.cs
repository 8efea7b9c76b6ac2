using GruNotebooks.Lessons.Claims;

namespace GruNotebooks.Lessons.Tests;

public class ClaimLedgerTests
{
    private static readonly Claim[] Claims =
    [
        new("a", "First", "1", "Cho 2014", Verdict.Holds, "04", "cell-a"),
        new("b", "Second", "2", "", Verdict.DoesNotHold, "06", "cell-b"),
        new("c", "Third", "3", "", Verdict.Holds, "06", "cell-c"),
    ];

    [Fact]
    public void Every_claim_is_a_row_that_leads_to_its_notebook()
    {
        var html = ClaimLedger.Table(Claims).ToHtml();
        Assert.Equal(4, html.Split("<tr>").Length - 1);
        Assert.Contains("<a href=\"04-gru-gates.ipynb\">04, cell cell-a</a>", html);
        Assert.Contains("does not hold", html);
    }

    [Fact]
    public void A_sentence_that_nobody_tests_says_so()
    {
        var text = ClaimLedger.Sentences(Claims, ("tested", ["a"]), ("open", ["nobody"])).ToString();
        Assert.Contains("not tested", text);
        Assert.Contains("no notebook has recorded nobody", text);
        Assert.Contains("holds", text);
    }

    [Fact]
    public void Verdicts_are_counted_best_first() => Assert.Equal([("holds", 2), ("does not hold", 1)], ClaimLedger.Count(Claims));
}
