using System.Globalization;
using GruNotebooks.Display;
using GruNotebooks.Numerics;

namespace GruNotebooks.Lessons.Claims;

/// <summary>The results of one notebook: every claim it has tested so far, kept in a file that notebook 14 reads.</summary>
public sealed class ResultBook
{
    private readonly string? _folder;
    private readonly List<Claim> _claims = [];

    internal ResultBook(string notebook, string? folder) => (Notebook, _folder) = (notebook, folder);

    /// <summary>The two digits of the notebook.</summary>
    public string Notebook { get; }

    /// <summary>The claims, in the order in which they were first recorded.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    /// <summary>Adds a claim whose value is a quantity measured several times, or replaces the one with the same id, and saves.</summary>
    /// <param name="id">A name that is unique in the series.</param>
    /// <param name="statement">The claim as the theory makes it, without a full stop.</param>
    /// <param name="ours">Our measurements.</param>
    /// <param name="unit">Their unit, <c>per step</c>; may be empty.</param>
    /// <param name="paper">What a paper says and where; may be empty.</param>
    /// <param name="verdict">What our numbers say of the claim.</param>
    /// <param name="cell">The id of the cell whose output shows the value.</param>
    /// <returns>One line for the reader: the verdict, the claim and our value; a second where it could not be saved.</returns>
    /// <exception cref="ArgumentException">A text is empty that must not be.</exception>
    public string Record(string id, string statement, Spread ours, string unit, string paper, Verdict verdict, string cell) =>
        Add(new(id, statement, unit.Length > 0 ? $"{ours} {unit}" : ours.ToString(), paper, verdict, Notebook, cell, ours));

    /// <summary>Adds a claim whose value is best said in words, or replaces the one with the same id, and saves.</summary>
    /// <param name="id">A name that is unique in the series.</param>
    /// <param name="statement">The claim as the theory makes it, without a full stop.</param>
    /// <param name="ours">What we found, in words with numbers.</param>
    /// <param name="paper">What a paper says and where; may be empty.</param>
    /// <param name="verdict">What our numbers say of the claim.</param>
    /// <param name="cell">The id of the cell whose output shows the value.</param>
    /// <returns>One line for the reader: the verdict, the claim and our value; a second where it could not be saved.</returns>
    /// <exception cref="ArgumentException">A text is empty that must not be.</exception>
    public string Record(string id, string statement, string ours, string paper, Verdict verdict, string cell) =>
        Add(new(id, statement, ours, paper, verdict, Notebook, cell));

    /// <summary>The claims as a table: what the theory says, what we found, what follows.</summary>
    public ResultTable Table() => ResultTable.Of(
        _claims.Select(claim => new { claim.Statement, claim.Ours, claim.Paper, claim.VerdictInWords }), "claim", "ours", "papers", "verdict");

    /// <summary>Where the results go, from the root of the repository.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"The library is loaded. Notebook {Notebook} keeps its results in artifacts/results/{Notebook}.json.");

    private string Add(Claim claim)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(claim.Id, nameof(claim));
        ArgumentException.ThrowIfNullOrWhiteSpace(claim.Statement, nameof(claim));
        ArgumentException.ThrowIfNullOrWhiteSpace(claim.Ours, nameof(claim));
        ArgumentException.ThrowIfNullOrWhiteSpace(claim.Cell, nameof(claim));
        var place = _claims.FindIndex(other => other.Id == claim.Id);
        if (place < 0) _claims.Add(claim); else _claims[place] = claim;
        return Results.Save(_folder, Notebook, _claims) is { } problem ? $"{claim}\n{problem}" : claim.ToString();
    }
}
