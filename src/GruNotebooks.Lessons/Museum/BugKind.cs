namespace GruNotebooks.Lessons.Museum;

/// <summary>In which pass a mistake is.</summary>
public enum BugKind
{
    /// <summary>The outputs are right, the gradients are not.</summary>
    Backward,

    /// <summary>The outputs are wrong, and the gradients are those of the wrong outputs.</summary>
    Forward,
}
