namespace GruNotebooks.Lessons.Claims;

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
