using System.CommandLine;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru fingerprint`: one hash of a short training of every cell. The same hash means the same bits.</summary>
internal static class FingerprintVerb
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads; 0 is all cores. The hash does not depend on it.", DefaultValueFactory = _ => 0 };
        threads.Require(count => count >= 0, "--threads must be 0 (all cores) or more.");
        var fingerprint = new Command("fingerprint", "Train each cell briefly, in float and in double, and print one SHA-256 of all numbers: the same on every machine.") { threads };
        fingerprint.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(Compute(parsed.GetValue(threads))));
        return fingerprint;
    }

    internal static string Compute(int threads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Train<float>(hash, threads);
        Train<double>(hash, threads);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Odd sizes with masks and truncation, a batch of one, and a size that is worth several threads and several pieces.</summary>
    private static void Train<T>(IncrementalHash hash, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Func<int, int, SequenceLayer<T>>[] cells =
        [
            (inputs, units) => new Rnn<T>(inputs, units, 1),
            (inputs, units) => new Lstm<T>(inputs, units, 2, bias: BiasScheme.TwoPerGate),
            (inputs, units) => new Gru<T>(inputs, units, 3),
            (inputs, units) => new Gru<T>(inputs, units, 4, GruVariant.ResetAfter, BiasScheme.TwoPerGate),
        ];
        foreach (var cell in cells)
        {
            Train(hash, cell(5, 19), threads, steps: 9, batch: 3, truncate: 4, lengths: [9, 4, 7], updates: 3);
            Train(hash, cell(6, 21), threads, steps: 7, batch: 1, truncate: 0, lengths: null, updates: 2);
            Train(hash, cell(16, 48), threads, steps: 20, batch: 16, truncate: 0, lengths: null, updates: 1);
        }
    }

    private static void Train<T>(IncrementalHash hash, SequenceLayer<T> layer, int threads, int steps, int batch, int truncate, int[]? lengths, int updates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        layer.Threads = threads;
        var head = new Dense<T>(layer.HiddenSize, 2, 5);
        var adam = new Adam<T>([.. layer.Parameters, .. head.Parameters], learningRate: 0.01);
        var random = new SeededRandom(6);
        var x = new Sequence<T>(steps, batch, layer.InputSize);
        foreach (ref var value in x.Data.AsSpan()) value = T.CreateTruncating(random.NextNormal());
        for (var update = 0; update < updates; update++)
        {
            layer.ZeroGradients();
            head.ZeroGradients();
            var tape = layer.Forward(x, lengths: lengths);
            // The loss ½ Σ y² has the gradient y.
            var y = head.Forward(tape.Output);
            var gradients = layer.Backward(tape, head.Backward(tape.Output, y), truncate: truncate);
            Append(hash, y.Data);
            Append(hash, gradients.Input.Data);
            Append(hash, gradients.Initial.H);
            adam.Step();
        }

        foreach (var parameter in layer.Parameters.Concat(head.Parameters))
        {
            Append(hash, parameter.Gradient);
            Append(hash, parameter.Value);
        }
    }

    private static void Append<T>(IncrementalHash hash, T[] numbers) where T : unmanaged => hash.AppendData(MemoryMarshal.AsBytes<T>(numbers));
}
