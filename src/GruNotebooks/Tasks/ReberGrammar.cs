using GruNotebooks.Numerics;

namespace GruNotebooks.Tasks;

/// <summary>The Reber grammar and its embedded form: which strings are legal, and what may come next.</summary>
/// <remarks>
/// A walk through a graph of six nodes, each arrow with a letter. The embedded grammar wraps a Reber string in T … T or P … P between B and E:
/// the letter after the first B must come again before the last E, with a whole Reber string between (Hochreiter and Schmidhuber 1997,
/// section 5.1, figures 3 and 4; after Smith and Zipser 1989 and Cleeremans et al. 1989).
/// </remarks>
public static class ReberGrammar
{
    /// <summary>The seven letters; a letter's place is its class.</summary>
    public const string Letters = "BTPSXVE";

    // Node → (letter, next node). The string ends after an arrow to node −1.
    private static readonly (char Letter, int Next)[][] Inner =
    [
        [('B', 1)],
        [('T', 2), ('P', 3)],
        [('S', 2), ('X', 4)],
        [('T', 3), ('V', 5)],
        [('X', 3), ('S', 6)],
        [('P', 4), ('V', 6)],
        [('E', -1)],
    ];

    /// <summary>A random legal string of the embedded grammar; at each fork both ways are equally likely.</summary>
    public static string Draw(SeededRandom random)
    {
        char outer = random.NextInt(2) == 0 ? 'T' : 'P';
        var letters = new List<char> { 'B', outer };
        for (int node = 0; node >= 0;)
        {
            var (letter, next) = Inner[node][random.NextInt(Inner[node].Length)];
            letters.Add(letter);
            node = next;
        }
        return new string([.. letters, outer, 'E']);
    }

    /// <summary>Whether a string is a complete, legal string of the embedded grammar.</summary>
    public static bool IsLegal(string text)
    {
        if (text.Length < 4 || text[0] != 'B' || text[1] is not ('T' or 'P') || text[^1] != 'E' || text[^2] != text[1]) return false;
        int node = 0;
        foreach (char letter in text.AsSpan(2, text.Length - 4))
        {
            if (node < 0) return false;
            int way = Array.FindIndex(Inner[node], arrow => arrow.Letter == letter);
            if (way < 0) return false;
            node = Inner[node][way].Next;
        }
        return node == -1;
    }

    /// <summary>For each letter of a legal string but the last, the letters that may follow: one or two of them.</summary>
    /// <exception cref="ArgumentException">The string is not legal.</exception>
    public static string[] Following(string text)
    {
        if (!IsLegal(text)) throw new ArgumentException($"'{text}' is not a string of the embedded Reber grammar.", nameof(text));
        var following = new List<string> { "TP" };
        for (int node = 0, k = 2; node >= 0; k++)
        {
            following.Add(new string([.. Inner[node].Select(arrow => arrow.Letter)]));
            node = Array.Find(Inner[node], arrow => arrow.Letter == text[k]).Next;
        }
        return [.. following, text[1..2], "E"];
    }
}
