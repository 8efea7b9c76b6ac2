namespace GruNotebooks.Tasks;

/// <summary>What was foretold beside what came.</summary>
/// <param name="Name">Who foretold it.</param>
/// <param name="Years">The years foretold.</param>
/// <param name="Foretold">Sunspot numbers foretold, one a year.</param>
/// <param name="Came">Sunspot numbers that came.</param>
public sealed record SunspotForecast(string Name, int[] Years, double[] Foretold, double[] Came)
{
    /// <summary>Root of the mean squared error, in sunspot numbers.</summary>
    public double Error => Math.Sqrt(Foretold.Zip(Came, (f, c) => (f - c) * (f - c)).Average());
}
