using System.Globalization;

namespace GruNotebooks.Cli.Running;

/// <summary>What a run tells besides failures.</summary>
/// <param name="What">Skipped, not compared, without a picture.</param>
/// <param name="Where">The notebook and where in it.</param>
/// <param name="Reason">Why; notes of one reason become one line.</param>
/// <param name="Count">Cells or charts that it is about.</param>
internal sealed record RunNote(string What, string Where, string Reason, int Count)
{
    /// <summary>Where there is one reason, the places it holds for; where there are several, one line that counts, unless all are asked for.</summary>
    public static IEnumerable<string> Lines(IEnumerable<RunNote> notes, bool all)
    {
        foreach (var same in notes.GroupBy(note => note.What))
        {
            var reasons = same.GroupBy(note => note.Reason).ToList();
            if (all || reasons.Count == 1)
            {
                foreach (var reason in reasons) yield return $"{same.Key}: {string.Join(", ", reason.Select(note => note.Where))}: {reason.Key}";
            }
            else
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{same.Key}: {same.Sum(note => note.Count)} for {reasons.Count} reasons (-v lists them)");
            }
        }
    }
}
