using System.Numerics;
using System.Text;
using GruNotebooks.Numerics;
using GruNotebooks.Training;

namespace GruNotebooks.Tasks;

/// <summary>Lets a network that has learned a text write on.</summary>
public static class TextSampler
{
    /// <summary>Reads a prompt, then draws each next character from the network's own prediction and reads it in turn.</summary>
    /// <param name="network">A network trained on <paramref name="task"/>.</param>
    /// <param name="task">Whose alphabet it knows.</param>
    /// <param name="prompt">What it reads first; at least one character.</param>
    /// <param name="length">Characters to write.</param>
    /// <param name="temperature">Under 1: keeps to the likely; over 1: dares more.</param>
    /// <param name="seed">Same seed, same text.</param>
    /// <returns>The prompt and what was written.</returns>
    /// <exception cref="ArgumentException">The prompt is empty or has a character that is not of the alphabet.</exception>
    public static string Write<T>(Network<T> network, CharacterText task, string prompt, int length, double temperature = 1, ulong seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (prompt.Length == 0) throw new ArgumentException("The prompt is empty: give the network something to go on from.", nameof(prompt));
        int unknown = prompt.AsSpan().IndexOfAnyExcept(task.Alphabet);
        if (unknown >= 0) throw new ArgumentException($"'{prompt[unknown]}' is not in the text that the network has read.", nameof(prompt));

        var random = new SeededRandom(seed);
        var reader = new StepByStep<T>(network);
        var character = new T[task.InputSize];      // one-hot
        var text = new StringBuilder(prompt);
        for (int k = 0; k < prompt.Length + length - 1; k++)
        {
            Array.Clear(character);
            character[task.Alphabet.IndexOf(text[k])] = T.One;
            var scores = reader.Next(character);
            if (k + 1 >= prompt.Length) text.Append(task.Alphabet[Draw(Softmax.Of(scores, temperature), random)]);
        }
        return text.ToString();
    }

    private static int Draw(double[] chances, SeededRandom random)
    {
        double at = random.NextDouble();
        for (int j = 0; j < chances.Length - 1; j++)
            if ((at -= chances[j]) < 0) return j;
        return chances.Length - 1;
    }
}
