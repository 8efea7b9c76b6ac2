namespace GruNotebooks.Charts;

/// <summary>About how many pixels a text takes: enough to leave room for it without a browser.</summary>
internal static class TextSize
{
    public static double Width(string text, double fontSize) =>
        Lines(text).Select(l => l.Sum(c => "il.,:;'|!() ".Contains(c) ? 0.34 : char.IsUpper(c) || c is 'm' or 'w' ? 0.74 : 0.56)).Max() * fontSize;

    public static string[] Lines(string text) => text.Split("<br>");

    /// <summary>Breaks a text into lines of at most <paramref name="width"/> pixels.</summary>
    public static string Wrap(string text, double fontSize, double width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            var longer = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
            if (lines[^1].Length > 0 && Width(longer, fontSize) > width) lines.Add(word);
            else lines[^1] = longer;
        }
        return string.Join("<br>", lines);
    }

    /// <summary>Moves positions apart until neighbours are <paramref name="gap"/> apart, with the least sum of squared moves.</summary>
    public static double[] Spread(double[] at, double gap)
    {
        int[] order = [.. Enumerable.Range(0, at.Length).OrderBy(i => at[i])];
        var blocks = new List<(double Sum, int Count)>();
        for (var k = 0; k < order.Length; k++)
        {
            blocks.Add((at[order[k]] - (k * gap), 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        var moved = new double[at.Length];
        var next = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var i = 0; i < count; i++, next++)
                moved[order[next]] = (sum / count) + (next * gap);
        }
        return moved;
    }
}
