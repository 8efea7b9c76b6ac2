using System.Collections;
using System.Globalization;

namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>The first items of a sequence that may be long, or endless.</summary>
/// <param name="Items">At most <see cref="Some.Limit"/> items.</param>
/// <param name="Left">How many are not among them; −1 where nobody can tell without reading them all.</param>
internal sealed record Some<T>(IReadOnlyList<T> Items, int Left)
{
    public Some<TResult> Map<TResult>(Func<T, TResult> map) => new([.. Items.Select(map)], Left);

    /// <summary>What stands for the items that are left, or nothing.</summary>
    public string More(string separator) => Left switch
    {
        0 => "",
        < 0 => $"{separator}… (more)",
        _ => string.Create(CultureInfo.InvariantCulture, $"{separator}… ({Left} more)"),
    };
}

internal static class Some
{
    /// <summary>As many as .NET Interactive shows.</summary>
    public const int Limit = 20;

    public static Some<T> Of<T>(IEnumerable<T> sequence)
    {
        var items = sequence.Take(Limit + 1).ToList();
        if (items.Count <= Limit) return new Some<T>(items, 0);
        items.RemoveAt(Limit);
        return new Some<T>(items, sequence.TryGetNonEnumeratedCount(out int count) ? count - Limit : -1);
    }

    /// <summary>Of a sequence of any kind, whose length a collection knows.</summary>
    public static Some<object?> OfObjects(IEnumerable sequence)
    {
        var some = Of(sequence.Cast<object?>());
        return some.Left < 0 && sequence is ICollection collection ? some with { Left = collection.Count - Limit } : some;
    }
}
