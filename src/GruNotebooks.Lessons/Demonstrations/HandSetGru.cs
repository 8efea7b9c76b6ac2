using GruNotebooks.Cells;
using GruNotebooks.Inspection;
using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>GRUs whose weights were chosen by thought, not by training: proof of what the gates can do.</summary>
/// <remarks>All are <see cref="GruVariant.ResetBefore"/> with one bias a gate; every weight not named is zero.</remarks>
public static class HandSetGru
{
    /// <summary>σ(±20) misses 1 and 0 by 2·10⁻⁹: as good as both for thousands of steps.</summary>
    private const double Firm = 20;

    /// <summary>tanh(±5) misses ±1 by 10⁻⁴.</summary>
    private const double Sharp = 5;

    /// <summary>One unit that writes a bit down when told to and keeps it, whatever else it reads: a latch.</summary>
    /// <remarks>Input 0 is <i>write</i> (0 or 1), input 1 the bit (±1). z = σ(20 − 40 write), h̃ = tanh(5 bit).</remarks>
    public static Gru<double> Latch()
    {
        var gru = Blank(inputSize: 2, hiddenSize: 1);
        gru.Gate("bz")[0] = Firm;
        gru.Gate("Wz")[0, 0] = -2 * Firm;
        gru.Gate("Wh")[0, 1] = Sharp;
        return gru;
    }

    /// <summary>The latch with a third input, <i>forget</i> (0 or 1), which empties it.</summary>
    /// <remarks>z = σ(20 − 40 write − 40 forget): either signal lets the candidate in. When only <i>forget</i> comes, the bit is to be 0,
    /// and so is the candidate.</remarks>
    public static Gru<double> LatchWithForget()
    {
        var gru = Blank(inputSize: 3, hiddenSize: 1);
        gru.Gate("bz")[0] = Firm;
        gru.Gate("Wz")[0, 0] = -2 * Firm;
        gru.Gate("Wz")[0, 2] = -2 * Firm;
        gru.Gate("Wh")[0, 1] = Sharp;
        return gru;
    }

    /// <summary>One unit that sums up the words of a sentence with fading memory, and begins afresh at a boundary.</summary>
    /// <remarks>Input 0 is the word's value, input 1 is 1 at the first word of a sentence. z is held at 0, so h' = h̃ = tanh(0.9 r h + 0.5 word)
    /// and r = σ(20 − 40 boundary) alone decides whether the past is seen. <see cref="GateSwitch"/> holds r at 1 for comparison.</remarks>
    public static Gru<double> SentenceReader()
    {
        var gru = Blank(inputSize: 2, hiddenSize: 1).HoldAtZero('z');
        gru.Gate("br")[0] = Firm;
        gru.Gate("Wr")[0, 1] = -2 * Firm;
        gru.Gate("Uh")[0, 0] = 0.9;
        gru.Gate("Wh")[0, 0] = 0.5;
        return gru;
    }

    /// <summary>Units that do nothing but fade: unit j keeps the share z[j] of itself at each step and its candidate is 0.</summary>
    /// <param name="z">One update gate for each unit, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A z is not between 0 and 1.</exception>
    public static Gru<double> Fading(params double[] z)
    {
        var gru = Blank(inputSize: 1, hiddenSize: z.Length);
        for (var j = 0; j < z.Length; j++)
        {
            if (!(z[j] > 0 && z[j] < 1)) throw new ArgumentOutOfRangeException(nameof(z), z[j], "A fading unit keeps a share above 0 and below 1.");
            gru.Gate("bz")[j] = Math.Log(z[j] / (1 - z[j]));
        }
        return gru;
    }

    /// <summary>Two units without input whose candidate is tanh(scale · R h), R a rotation: the picture of <see cref="PhasePortrait"/>.</summary>
    /// <remarks>After Jordan, Sokół and Park 2021 (arXiv:1906.01005): two units suffice for one attractor, for several, and for a cycle.</remarks>
    /// <param name="scale">Below 1 everything ends at the origin; above 1 the origin pushes away.</param>
    /// <param name="degrees">The angle of R.</param>
    /// <param name="z">The update gate: near 1 the state moves in small steps.</param>
    public static Gru<double> Rotation(double scale, double degrees, double z = 0.9)
    {
        var gru = Fading(z, z);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var Uh = gru.Gate("Uh");
        (Uh[0, 0], Uh[0, 1]) = (scale * cos, -scale * sin);
        (Uh[1, 0], Uh[1, 1]) = (scale * sin, scale * cos);
        gru.HoldAtOne('r');
        return gru;
    }

    private static Gru<double> Blank(int inputSize, int hiddenSize)
    {
        var gru = new Gru<double>(inputSize, hiddenSize, seed: 0);
        foreach (var parameter in gru.Parameters) Array.Clear(parameter.Value);
        return gru;
    }
}
