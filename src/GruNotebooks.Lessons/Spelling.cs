namespace GruNotebooks.Lessons;

/// <summary>Finds the name that somebody meant.</summary>
internal static class Spelling
{
    /// <summary>Names in the order of their distance to <paramref name="asked"/>: letters to insert, delete or replace, whatever their case. Equally near ones keep their order.</summary>
    public static IEnumerable<string> Nearest(string asked, IEnumerable<string> names) =>
        names.Distinct().OrderBy(name => Distance(name, asked));

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1));
            }
        }
        return row[^1];
    }
}
