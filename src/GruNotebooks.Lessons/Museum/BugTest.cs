namespace GruNotebooks.Lessons.Museum;

/// <summary>The tests that catch mistakes in a recurrent cell.</summary>
public enum BugTest
{
    /// <summary><see cref="GradientCheck"/>: is the backward pass the derivative of the forward pass?</summary>
    GradientCheck,

    /// <summary>Same weights and inputs as a cell that can be read: the same outputs?</summary>
    ComparisonWithReadableCell,

    /// <summary>The same sequence one step later, behind something else: does the past make a difference?</summary>
    TimeShift,
}
