using GruNotebooks.Layers;

namespace GruNotebooks.Charts;

/// <summary>The colours of the tutorial: Okabe and Ito's set, which stays apart for colour-blind readers. One model keeps one colour and one dash everywhere.</summary>
public static class Palette
{
    /// <summary>The plain recurrent network: black, dotted.</summary>
    public const string Rnn = "#000000";

    /// <summary>The LSTM: blue, dashed.</summary>
    public const string Lstm = "#0072B2";

    /// <summary>The GRU: vermilion, solid.</summary>
    public const string Gru = "#D55E00";

    /// <summary>Bluish green, the first spare.</summary>
    public const string Green = "#009E73";

    /// <summary>Reddish purple, the second spare.</summary>
    public const string Purple = "#CC79A7";

    /// <summary>Sky blue, the third spare.</summary>
    public const string Sky = "#56B4E9";

    /// <summary>Orange, the fourth spare.</summary>
    public const string Orange = "#E69F00";

    /// <summary>Grey for what only helps to read: reference lines, notes.</summary>
    public const string Grey = "#595959";

    /// <summary>The colours of curves that stand for no model, in the order in which a chart takes them.</summary>
    public static IReadOnlyList<string> Spare { get; } = [Green, Purple, Sky, Orange, Lstm, Gru, Rnn];

    /// <summary>The colour of a model.</summary>
    public static string Of(CellKind kind) => kind.Colour;

    /// <summary>The dash of a model, as Plotly names it: dot, dash or solid.</summary>
    public static string DashOf(CellKind kind) => kind.Dash;

    /// <summary>The name of a model as readers write it: RNN, LSTM, GRU.</summary>
    public static string NameOf(CellKind kind) => kind.Name;

    /// <summary>Viridis: dark is low, bright is high, also in grey print.</summary>
    internal const string Sequential = "Viridis";

    /// <summary>Blue below zero, white at zero, orange above.</summary>
    internal static readonly (double At, string Colour)[] Signed =
        [(0, "#00507D"), (0.25, "#6BAED6"), (0.5, "#FFFFFF"), (0.75, "#F0A35E"), (1, "#A84800")];

    /// <summary>White for a confusion matrix's zeros, blue for what is many; black text stays readable to two thirds.</summary>
    internal static readonly (double At, string Colour)[] Counts = [(0, "#FFFFFF"), (1, "#0072B2")];

    /// <summary>The colour for a text beside a line: the light ones darkened, so that letters reach a contrast of 4.5 on white.</summary>
    internal static string Readable(string color) => color switch
    {
        Green => "#007A59",
        Purple => "#A8487F",
        Sky => "#1F77A8",
        Orange => "#8A5F00",
        Gru => "#C25500",
        _ => color,
    };

    /// <summary>A colour that lets the grid shine through, for bands.</summary>
    internal static string Translucent(string hex, double opacity)
    {
        if (hex.Length != 7 || hex[0] != '#')
            return hex;
        var value = Convert.ToInt32(hex[1..], 16);
        return FormattableString.Invariant($"rgba({value >> 16},{(value >> 8) & 255},{value & 255},{opacity})");
    }
}
