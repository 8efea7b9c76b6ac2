using System.Globalization;
using System.Text.RegularExpressions;

namespace GruNotebooks.Cli.Comparing;

/// <summary>Compares texts word for word and number for number.</summary>
internal static partial class NumericText
{
    private const double Relative = 1e-6;
    private const double Absolute = 1e-12;

    /// <summary>Printed with that many digits, a number may differ by one in its last: two machines may round a value half-way between apart.</summary>
    private const int RoundedDigits = 4;

    public static bool Close(double one, double other) =>
        one.Equals(other) || Math.Abs(one - other) <= Math.Max(Absolute, Relative * Math.Max(Math.Abs(one), Math.Abs(other)));

    /// <returns>Null where they agree; otherwise the first place where they do not.</returns>
    public static string? Difference(string before, string now)
    {
        if (before == now) return null;
        var (oldParts, newParts) = (Parts(before), Parts(now));
        for (int i = 0; i < Math.Min(oldParts.Count, newParts.Count); i++)
        {
            if (!Agree(oldParts[i], newParts[i])) return $"'{Around(oldParts, i, newParts[i])}' became '{Around(newParts, i, oldParts[i])}'";
        }
        return oldParts.Count == newParts.Count ? null : string.Create(CultureInfo.InvariantCulture, $"{before.Length} characters became {now.Length}");
    }

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        int end = 0;
        foreach (Match number in Number().Matches(text))
        {
            if (number.Index > end) parts.Add(text[end..number.Index]);
            parts.Add(number.Value);
            end = number.Index + number.Length;
        }
        if (end < text.Length) parts.Add(text[end..]);
        return parts;
    }

    private static bool Agree(string before, string now)
    {
        if (before == now) return true;
        if (!double.TryParse(before, NumberStyles.Float, CultureInfo.InvariantCulture, out double old) || !double.TryParse(now, NumberStyles.Float, CultureInfo.InvariantCulture, out double fresh)) return false;
        return Close(old, fresh) || Math.Abs(old - fresh) <= Math.Min(LastDigit(before), LastDigit(now)) * (1 + Relative);
    }

    /// <summary>What one in the last printed digit is worth; 0 for whole numbers and for those with few digits.</summary>
    private static double LastDigit(string number)
    {
        var parts = DecimalNumber().Match(number);
        string decimals = parts.Groups["decimals"].Value;
        int digits = (parts.Groups["whole"].Value + decimals).TrimStart('0').Length;
        if (!parts.Success || digits < RoundedDigits) return 0;
        int exponent = parts.Groups["exponent"].Success ? int.Parse(parts.Groups["exponent"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return Math.Pow(10, exponent - decimals.Length);
    }

    /// <summary>The place where a part differs from another, with some text on both sides.</summary>
    private static string Around(List<string> parts, int index, string other)
    {
        const int Before = 15, Shown = 45;
        string text = string.Concat(parts.Take(index + 2));
        int start = string.Concat(parts.Take(index)).Length;
        if (!char.IsAsciiDigit(parts[index][^1])) start += parts[index].AsSpan().CommonPrefixLength(other);
        int from = Math.Max(0, start - Before), to = Math.Min(text.Length, from + Shown);
        return $"{(from > 0 ? "…" : "")}{text[from..to].ReplaceLineEndings(" ").Trim()}{(to < text.Length ? "…" : "")}";
    }

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?([eE][-+]?\d+)?|\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?(?<whole>\d+)\.(?<decimals>\d+)([eE](?<exponent>[-+]?\d{1,4}))?$")]
    private static partial Regex DecimalNumber();
}
