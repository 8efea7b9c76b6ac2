using System.Globalization;
using System.Text.Json.Serialization;
using GruNotebooks.Numerics;

namespace GruNotebooks.Lessons.Claims;

/// <summary>One sentence of the theory with the number that a notebook has measured for it.</summary>
/// <param name="Id">A name that is unique in the series, <c>rnn-gradient-shrinks</c>.</param>
/// <param name="Statement">The claim as the theory makes it.</param>
/// <param name="Ours">Our value with its spread and unit, in words.</param>
/// <param name="Paper">What a paper says, and where; empty if none gives a number.</param>
/// <param name="Verdict">What our value says of the claim.</param>
/// <param name="Notebook">The two digits of the notebook, <c>02</c>.</param>
/// <param name="Cell">The id of the cell whose output shows the value.</param>
/// <param name="Measured">The numbers behind <paramref name="Ours"/>, where it is a quantity.</param>
public sealed record Claim(
    string Id, string Statement, string Ours, string Paper, Verdict Verdict, string Notebook, string Cell, Spread? Measured = null)
{
    /// <summary>The verdict in words: <c>holds</c>, <c>holds in part</c>, <c>does not hold</c>, <c>undecided</c>.</summary>
    [JsonIgnore]
    public string VerdictInWords => Verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.HoldsInPart => "holds in part",
        Verdict.DoesNotHold => "does not hold",
        _ => "undecided",
    };

    /// <summary>One line: the verdict, the claim and our value.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{VerdictInWords}: {Statement}. Ours: {Ours}{(Paper.Length > 0 ? $"; {Paper}" : "")}.");
}

/// <summary>What our numbers say of a claim.</summary>
public enum Verdict
{
    /// <summary>Our numbers agree.</summary>
    Holds,

    /// <summary>Our numbers agree under a condition that the claim does not name.</summary>
    HoldsInPart,

    /// <summary>Our numbers contradict the claim.</summary>
    DoesNotHold,

    /// <summary>Our numbers cannot tell.</summary>
    Undecided,
}
