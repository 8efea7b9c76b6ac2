using GruNotebooks.Display;

namespace GruNotebooks.Lessons.Claims;

/// <summary>All that the notebooks have claimed, as tables: made from what they recorded, so it cannot say anything else.</summary>
public static class ClaimLedger
{
    /// <summary>A row for each claim: what is claimed, who says so, our number, the verdict, and where to see it.</summary>
    /// <param name="claims">From <see cref="Results.All()"/> or <see cref="Results.Of(string)"/>.</param>
    public static ResultTable Table(IEnumerable<Claim> claims)
    {
        var table = new ResultTable("claim", "source", "ours", "verdict", "where");
        foreach (var claim in claims) table.Row(claim.Statement, claim.Paper, claim.Ours, claim.VerdictInWords, Where(claim));
        return table;
    }

    /// <summary>The sentences of the theory, each with the claims that test it; a sentence that none tests says so.</summary>
    /// <param name="claims">All claims.</param>
    /// <param name="sentences">Each sentence with the ids of its claims.</param>
    public static ResultTable Sentences(IEnumerable<Claim> claims, params (string Sentence, string[] Ids)[] sentences)
    {
        var byId = claims.ToDictionary(claim => claim.Id);
        var table = new ResultTable("sentence", "verdict", "ours", "where");
        foreach (var (sentence, ids) in sentences)
            foreach (var id in ids)
            {
                if (byId.TryGetValue(id, out var claim)) table.Row(sentence, claim.VerdictInWords, claim.Ours, Where(claim));
                else table.Row(sentence, "not tested", $"no notebook has recorded {id}", "");
            }
        return table;
    }

    /// <summary>How many claims came out in each way, best first.</summary>
    public static IReadOnlyList<(string Verdict, int Count)> Count(IEnumerable<Claim> claims) =>
        [.. claims.GroupBy(claim => claim.Verdict).OrderBy(group => group.Key).Select(group => (group.First().VerdictInWords, group.Count()))];

    /// <summary>The notebook as a link, and the name of the cell.</summary>
    private static LinkText Where(Claim claim) => new($"{claim.Notebook}, cell {claim.Cell}", FileOf(claim.Notebook));

    private static string FileOf(string notebook)
    {
        var folder = RepositoryFolder.Root is { } root ? Path.Combine(root, "notebooks") : "";
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, notebook + "-*.ipynb").Order(StringComparer.Ordinal).FirstOrDefault() is { } file
            ? Path.GetFileName(file)
            : ".";
    }
}
