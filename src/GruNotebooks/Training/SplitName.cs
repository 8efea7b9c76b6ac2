namespace GruNotebooks.Training;

/// <summary>The three parts of a data set.</summary>
public enum SplitName
{
    /// <summary>To learn from.</summary>
    Training,

    /// <summary>To watch training with and to choose by.</summary>
    Validation,

    /// <summary>For the final verdict.</summary>
    Test,
}
