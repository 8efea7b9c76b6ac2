namespace GruNotebooks.Training;

/// <summary>Where along a sequence a network's answer is read.</summary>
public enum Readout
{
    /// <summary>Once, after the last step of each sequence: one answer a sequence.</summary>
    LastStep,

    /// <summary>After every step: one answer a step.</summary>
    EveryStep,
}
