using System.Text.Json.Serialization;
using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>Times of this library and of others, measured in turns in one run on one machine, and kept in data/results.</summary>
/// <param name="Machine">The processor, in words.</param>
/// <param name="Peers">Which build of which library.</param>
/// <param name="Rows">One for each cell and shape; the input has as many numbers as there are units.</param>
public sealed record PeerComparison(string Machine, string Peers, IReadOnlyList<PeerRow> Rows)
{
    /// <summary>Reads a saved comparison, <c>data/results/peers-train.json</c> or <c>peers-forward.json</c>.</summary>
    /// <param name="phase"><c>train</c> or <c>forward</c>.</param>
    /// <exception cref="ArgumentException">Another phase.</exception>
    /// <exception cref="FileNotFoundException">The library is outside a clone, or the file is missing.</exception>
    /// <exception cref="InvalidDataException">The file is not such a comparison.</exception>
    public static PeerComparison Read(string phase)
    {
        if (phase is not ("train" or "forward")) throw new ArgumentException($"A comparison is of \"train\" or of \"forward\", got \"{phase}\".", nameof(phase));
        return SavedComparison.Read<PeerComparison, PeerRow>($"peers-{phase}", read => read.Rows);
    }

    internal static PeerComparison Parse(string json, string file) => SavedComparison.Parse<PeerComparison, PeerRow>(json, file, read => read.Rows);

    /// <summary>The libraries that were timed, each with the ratio of its time to ours.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Name, Func<PeerRow, double> Over)> Libraries => Rows.All(row => row.OverTorchSharp is not null)
        ? [("PyTorch", row => row.OverPyTorch), ("TorchSharp", row => row.OverTorchSharp!.Value), ("oneDNN", row => row.OverOneDnn)]
        : [("PyTorch", row => row.OverPyTorch), ("oneDNN", row => row.OverOneDnn)];

    /// <summary>The geometric mean of a ratio over some rows: the mean that treats twice as fast and half as fast alike.</summary>
    public static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}

/// <summary>One cell at one shape.</summary>
/// <param name="Cell">rnn, lstm or gru.</param>
/// <param name="Units">H, and I.</param>
/// <param name="Batch">B.</param>
/// <param name="Steps">T.</param>
/// <param name="OverPyTorch">PyTorch's time over ours, with the fastest kernels of its build.</param>
/// <param name="OverOneDnn">oneDNN's time over ours.</param>
/// <param name="OfPeak">Our share of the machine's fused multiply-adds.</param>
/// <param name="Bytes">Bytes that a step of ours allocates.</param>
/// <param name="OverTorchSharp">TorchSharp's time over ours, on the libtorch that comes with it; null where it was not timed.</param>
public sealed record PeerRow(
    string Cell,
    [property: JsonPropertyName("H")] int Units,
    [property: JsonPropertyName("B")] int Batch,
    [property: JsonPropertyName("T")] int Steps,
    [property: JsonPropertyName("x_tuned")] double OverPyTorch,
    [property: JsonPropertyName("x_onednn")] double OverOneDnn,
    [property: JsonPropertyName("of_peak")] double OfPeak,
    long Bytes,
    [property: JsonPropertyName("x_ts")] double? OverTorchSharp = null)
{
    /// <summary>Which cell, for colours.</summary>
    [JsonIgnore]
    public CellKind Kind => CellKind.Parse(Cell);
}
