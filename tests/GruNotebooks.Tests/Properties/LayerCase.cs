using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Tests.Layers;

namespace GruNotebooks.Tests.Properties;

/// <summary>One layer and one shape, as FsCheck draws them.</summary>
public sealed record LayerCase(string Cell, int Inputs, int Hidden, int Batch, int Steps, ulong Seed)
{
    private static readonly string[] Cells = ["rnn", "rnn-relu", "lstm", "lstm-two", "gru-before", "gru-after"];

    /// <summary>Small shapes around the widths of vectors, so that whole and ragged lines both come up.</summary>
    public static Arbitrary<LayerCase> Arbitrary() => (
        from cell in Gen.Elements(Cells)
        from inputs in Gen.Choose(1, 9)
        from hidden in Gen.Choose(1, 37)
        from batch in Gen.Choose(1, 20)
        from steps in Gen.Choose(2, 14)
        from seed in Gen.Choose(1, 1_000_000)
        select new LayerCase(cell, inputs, hidden, batch, steps, (ulong)seed)).ToArbitrary();

    public SequenceLayer<T> Layer<T>(ulong other = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Cell switch
    {
        "rnn" => new Rnn<T>(Inputs, Hidden, Seed + other),
        "rnn-relu" => new Rnn<T>(Inputs, Hidden, Seed + other, RnnActivation.Relu),
        "lstm" => new Lstm<T>(Inputs, Hidden, Seed + other),
        "lstm-two" => new Lstm<T>(Inputs, Hidden, Seed + other, bias: BiasScheme.TwoPerGate),
        "gru-before" => new Gru<T>(Inputs, Hidden, Seed + other),
        "gru-after" => new Gru<T>(Inputs, Hidden, Seed + other, GruVariant.ResetAfter, BiasScheme.TwoPerGate),
        _ => throw new InvalidOperationException($"No layer {Cell}."),
    };

    public SeededRandom Random => new(Seed);

    public Sequence<double> Input(SeededRandom random) => Samples.Normal(Steps, Batch, Inputs, random);

    public Sequence<double> OutputGradient(SeededRandom random) => Samples.Normal(Steps, Batch, Hidden, random);
}
