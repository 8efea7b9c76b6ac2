namespace GruNotebooks.Lessons.Exercises;

/// <summary>How far an answer is.</summary>
internal enum ExerciseState
{
    /// <summary>Nothing has been answered; the cell is as it was shipped.</summary>
    NotYet,

    /// <summary>There is an answer, and something in it is wrong.</summary>
    Wrong,

    /// <summary>Right.</summary>
    Solved,
}
