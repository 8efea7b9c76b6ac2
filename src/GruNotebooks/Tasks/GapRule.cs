namespace GruNotebooks.Tasks;

/// <summary>What to do with an empty cell of a table.</summary>
/// <remarks>A run of empty cells is filled if it is no longer than 24 lines or 5 % of the lines, whichever is more; a longer one is refused.
/// <see cref="CsvTable.Form"/> says how many cells were filled, and where the longest run is.</remarks>
public enum GapRule
{
    /// <summary>Stop and say where it is.</summary>
    Refuse,

    /// <summary>Take the value before it: what a program would have known at that time.</summary>
    KeepLast,

    /// <summary>Take the straight line between its neighbours. This looks at the value after the gap: not for a forecast that is to be judged.</summary>
    Interpolate,
}
