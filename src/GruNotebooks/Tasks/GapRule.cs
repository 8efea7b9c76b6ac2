namespace GruNotebooks.Tasks;

/// <summary>What to do with an empty cell of a table.</summary>
public enum GapRule
{
    /// <summary>Stop and say where it is.</summary>
    Refuse,

    /// <summary>Take the value before it: what a program would have known at that time.</summary>
    KeepLast,

    /// <summary>Take the straight line between its neighbours. This looks at the value after the gap: not for a forecast that is to be judged.</summary>
    Interpolate,
}
