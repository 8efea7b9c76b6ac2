namespace GruNotebooks.Training;

/// <summary>A mean in the making: a sum and how many terms it has.</summary>
/// <param name="Sum">Sum of the terms.</param>
/// <param name="Count">How many.</param>
public readonly record struct Tally(double Sum, double Count)
{
    /// <summary>Sum over count.</summary>
    public double Mean => Sum / Count;

    /// <summary>Both together.</summary>
    public static Tally operator +(Tally a, Tally b) => Add(a, b);

    /// <summary>Both together.</summary>
    public static Tally Add(Tally a, Tally b) => new(a.Sum + b.Sum, a.Count + b.Count);
}
