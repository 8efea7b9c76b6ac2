using GruNotebooks.Layers;

namespace GruNotebooks.Gradients;

/// <summary>Changes one property of a fresh layer and nothing else, to see what that property does.</summary>
public static class Rescaling
{
    /// <summary>Scales the recurrent matrix to a spectral radius.</summary>
    /// <returns>The same layer.</returns>
    public static Rnn<double> WithRadius(this Rnn<double> rnn, double radius)
    {
        rnn.Gate("Uh").Set(Spectrum.WithRadius(rnn.Gate("Uh").ToMatrix(), radius));
        return rnn;
    }

    /// <summary>Scales the recurrent matrix to a largest singular value.</summary>
    /// <returns>The same layer.</returns>
    public static Rnn<double> WithLargestSingularValue(this Rnn<double> rnn, double sigma)
    {
        rnn.Gate("Uh").Set(Spectrum.WithLargestSingularValue(rnn.Gate("Uh").ToMatrix(), sigma));
        return rnn;
    }

    /// <summary>Sets every bias of the update gate: σ(4) = 0.98 keeps, σ(−4) = 0.02 overwrites.</summary>
    /// <returns>The same layer.</returns>
    public static Gru<double> WithUpdateBias(this Gru<double> gru, double bias)
    {
        gru.Gate("bz").Fill(bias);
        return gru;
    }

    /// <summary>Two tanh units whose recurrent matrix U = [1.5 1.5; −1.5 −1.5] has U² = 0, so that without tanh everything is gone after two steps.</summary>
    /// <remarks>The second unit rests at the flat end of tanh (bias 10) and stops taking part; the first is left alone with its weight of 1.5.</remarks>
    /// <returns>The layer, and the state in which it rests when it reads zeros.</returns>
    public static (Rnn<double> Layer, State<double> Start) NilpotentPair()
    {
        var rnn = new Rnn<double>(inputSize: 1, hiddenSize: 2, seed: 0);
        var flat = Math.Tanh(8.5);
        var U = rnn.Gate("Uh");
        (U[0, 0], U[0, 1], U[1, 0], U[1, 1]) = (1.5, 1.5, -1.5, -1.5);
        (rnn.Gate("bh")[0], rnn.Gate("bh")[1]) = (-1.5 * flat, 10);
        var rest = rnn.ZeroState(batch: 1);
        rest.H[1] = flat;
        return (rnn, rest);
    }
}
