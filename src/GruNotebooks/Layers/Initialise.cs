using System.Numerics;
using GruNotebooks.Cells;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>First values for weights. Every method draws from a seed that the caller gives, so the same seed gives the same layer.</summary>
/// <remarks>Numbers are drawn in double and rounded, so a float layer starts at the rounded weights of its double twin.</remarks>
public static class Initialise
{
    /// <summary>Every parameter uniform on ±1/√H: what PyTorch does, and what the layers do by themselves.</summary>
    public static void Uniform<T>(RecurrentLayer<T> layer, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed);
        foreach (var parameter in layer.Parameters) Uniform<T>(parameter.Value, 1 / Math.Sqrt(layer.HiddenSize), random);
    }

    /// <summary>Fills with numbers uniform on ±<paramref name="bound"/>.</summary>
    public static void Uniform<T>(Span<T> values, double bound, SeededRandom random) where T : IBinaryFloatingPointIeee754<T>
    {
        foreach (ref var value in values) value = T.CreateTruncating(random.NextUniform(-bound, bound));
    }

    /// <summary>W and U of each gate uniform on ±√(6 / (rows + columns)) (Glorot and Bengio 2010, "normalized initialization"); biases stay.</summary>
    public static void Glorot<T>(RecurrentLayer<T> layer, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed);
        foreach (var gate in Gates(layer, "W").Concat(Gates(layer, "U")))
            Uniform(gate.Values, Math.Sqrt(6.0 / (gate.Rows + gate.Columns)), random);
    }

    /// <summary>U of each gate a random orthogonal matrix times <paramref name="gain"/>: it keeps lengths (Saxe et al. 2014); the rest stays.</summary>
    public static void Orthogonal<T>(RecurrentLayer<T> layer, ulong seed, double gain = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new SeededRandom(seed);
        foreach (var gate in Gates(layer, "U"))
        {
            var rows = OrthonormalRows(gate.Rows, random);
            for (var i = 0; i < gate.Rows; i++)
                for (var j = 0; j < gate.Columns; j++) gate[i, j] = T.CreateTruncating(gain * rows[i][j]);
        }
    }

    /// <summary>Biases for memories of 1 to <paramref name="longest"/> steps, spread over the units (Tallec and Ollivier 2018, section 2).</summary>
    /// <remarks>With u uniform on [1, longest − 1], the gate that keeps has the bias ln u (f of an LSTM, z of a GRU) and the gate that writes −ln u (i of an LSTM). A second bias of those gates is set to 0.</remarks>
    /// <exception cref="ArgumentException">The layer has no gates, or <paramref name="longest"/> is below 3.</exception>
    public static void Chrono<T>(RecurrentLayer<T> layer, int longest, ulong seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (longest < 3) throw new ArgumentException($"Chrono initialisation needs a longest memory of at least 3 steps, got {longest}.", nameof(longest));
        var (keep, write) = (layer.Kind.KeepGate, layer.Kind.WriteGate);
        if (keep is null && write is null) throw new ArgumentException($"Chrono initialisation sets gates, and the cell {layer.Kind.Name} has none: use an Lstm or a Gru.", nameof(layer));
        var random = new SeededRandom(seed);
        for (var j = 0; j < layer.HiddenSize; j++)
        {
            var bias = T.CreateTruncating(SameBits.Log(random.NextUniform(1, longest - 1)));
            if (keep is not null) layer.Gate($"b{keep}")[j] = bias;
            if (write is not null) layer.Gate($"b{write}")[j] = -bias;
        }

        if (layer.Bias == BiasScheme.OnePerGate) return;
        foreach (var gate in new[] { keep, write })
            if (gate is not null) layer.Gate($"bU{gate}").Fill(T.Zero);
    }

    private static IEnumerable<GateParameter<T>> Gates<T>(RecurrentLayer<T> layer, string parameter) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        layer.GateNames.Select(letter => layer.Gate(parameter + letter));

    /// <summary>Gram–Schmidt, twice over each row, on normal numbers: rows of a uniformly distributed rotation or reflection.</summary>
    private static double[][] OrthonormalRows(int size, SeededRandom random)
    {
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            var row = rows[i] = new double[size];
            for (var j = 0; j < size; j++) row[j] = random.NextNormal();
            for (var pass = 0; pass < 2; pass++)
            {
                for (var other = 0; other < i; other++) Subtract(row, rows[other], Dot(row, rows[other]));
            }

            var scale = 1 / Math.Sqrt(Dot(row, row));
            for (var j = 0; j < size; j++) row[j] *= scale;
        }

        return rows;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++) sum = Math.FusedMultiplyAdd(a[j], b[j], sum);
        return sum;
    }

    private static void Subtract(double[] from, double[] direction, double amount)
    {
        for (var j = 0; j < from.Length; j++) from[j] = Math.FusedMultiplyAdd(-amount, direction[j], from[j]);
    }
}
