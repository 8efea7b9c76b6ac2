using System.Globalization;

namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>Describes in words how an output differs from the expected one, and the usual causes of such a difference.</summary>
internal static class OutcomeText
{
    /// <summary>The first difference of an output: its element, expected and got.</summary>
    public static string Difference(AnswerTensor expected, AnswerTensor? got, string where)
    {
        if (got is null) return $"{expected.Name} {where}: expected {expected.ShapeText}, got nothing (null)";
        if (!expected.Shape.AsSpan().SequenceEqual(got.Shape)) return $"{expected.Name} {where}: expected {expected.ShapeText}, got {got.ShapeText}";
        var element = Outcome.FirstDifference(expected, got) ?? 0;
        return $"{expected.Element(element)} {where}: expected {Numbers(expected.Values[element], got.Values[element])}";
    }

    /// <summary>Expected and got, with as many digits as it takes to tell them apart.</summary>
    public static string Numbers(double expected, double got)
    {
        var format = new[] { "G5", "G8", "G12" }.FirstOrDefault(digits => Text(expected, digits) != Text(got, digits), "R");
        return $"{Text(expected, format)}, got {Text(got, format)}";
    }

    /// <summary>A number for a reader, the same in every culture.</summary>
    public static string Text(double value, string format = "G5") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>What usually makes a function throw so.</summary>
    public static string CauseOf(Exception error) => error switch
    {
        ArgumentException and not ArgumentNullException when error.Message.Contains("dimension", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("same length", StringComparison.OrdinalIgnoreCase)
            => "two shapes do not fit. W is H × I and multiplies x; U is H × H and multiplies h; a gradient to x or h needs the transposed matrix.",
        IndexOutOfRangeException or ArgumentOutOfRangeException => "an index runs past the end; take sizes from the arguments (Count, Length, RowCount), not from one example.",
        NullReferenceException or ArgumentNullException => "something is null: a result of an exercise before this one that is still open, or an array whose rows were never created.",
        DivideByZeroException => "a division of whole numbers by zero.",
        _ => "",
    };

    /// <summary>A cause that fits any exercise: a sign, a factor, a transposition, an order.</summary>
    public static string GeneralCause(List<Outcome> expected, List<Outcome> got, int output)
    {
        var pairs = expected.Zip(got).Where(pair => pair.Second.Error is null && pair.Second.Outputs[output] is not null)
            .Select(pair => (Right: pair.First.Outputs[output]!, Yours: pair.Second.Outputs[output]!)).ToList();
        if (pairs.Count == 0) return "";
        if (pairs.Exists(p => p.Yours.Values.Any(double.IsNaN))) return "not a number: 0/0, the logarithm or root of a negative number, or ∞ − ∞.";
        if (pairs.TrueForAll(p => p.Right.Shape is [var r, var c] && p.Yours.Shape is [var r2, var c2] && r == c2 && c == r2 && Same(Transposed(p.Right), p.Yours.Values)))
            return "the matrix is transposed.";
        if (!pairs.TrueForAll(p => p.Right.Shape.AsSpan().SequenceEqual(p.Yours.Shape))) return "";
        if (pairs.TrueForAll(p => Array.TrueForAll(p.Yours.Values, v => v == 0))) return "every number is zero: either nothing was written into the result, or a factor in it is zero from the start.";
        if (pairs.TrueForAll(p => Same([.. p.Right.Values.Select(v => -v)], p.Yours.Values))) return "the sign: every number is minus the expected one.";
        if (pairs.TrueForAll(p => Same([.. p.Right.Values.Reverse()], p.Yours.Values))) return "the order: the numbers are right but run backwards.";
        if (CommonFactor(pairs) is { } factor) return $"a factor: every number is {Text(factor, "G4")} times the expected one.";
        if (pairs.TrueForAll(p => p.Right.Values.Zip(p.Yours.Values).All(v => Math.Abs(v.First - v.Second) <= 1e-3 * Math.Max(1e-3, Math.Abs(v.First)))))
            return "almost: the first digits agree. Look for rounding, float in place of double, or an approximation.";
        return "";
    }

    /// <summary>Whether two outputs stand in each other's place, and nothing else is wrong with them; null where they do not.</summary>
    public static string? Exchanged(List<Outcome> expected, List<Outcome> got)
    {
        var count = expected[0].Outputs.Length;
        if (got.Exists(outcome => outcome.Error is not null)) return null;
        for (var a = 0; a < count; a++)
            for (var b = a + 1; b < count; b++)
                if (InPlaceOf(a, b) && InPlaceOf(b, a) && !InPlaceOf(a, a))
                    return $"{expected[0].Outputs[a]!.Name} and {expected[0].Outputs[b]!.Name} are exchanged: the order is {string.Join(", ", expected[0].Outputs.Select(output => output!.Name))}.";
        return null;

        bool InPlaceOf(int right, int yours) => expected.Zip(got).All(pair => Outcome.FirstDifference(pair.First.Outputs[right], pair.Second.Outputs[yours]) is null);
    }

    private static double? CommonFactor(List<(AnswerTensor Right, AnswerTensor Yours)> pairs)
    {
        var numbers = pairs.SelectMany(p => p.Right.Values.Zip(p.Yours.Values)).ToList();
        var ratios = numbers.Where(v => Math.Abs(v.First) > 1e-6).Select(v => v.Second / v.First).ToList();
        return ratios.Count > 1 && Math.Abs(ratios[0]) > 1e-6 && numbers.TrueForAll(v => Math.Abs(v.Second - ratios[0] * v.First) <= 1e-7 * Math.Abs(ratios[0]) * Math.Max(1e-3, Math.Abs(v.First)))
            ? ratios[0]
            : null;
    }

    private static double[] Transposed(AnswerTensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        return [.. Enumerable.Range(0, columns).SelectMany(c => Enumerable.Range(0, rows).Select(r => matrix.Values[r * columns + c]))];
    }

    private static bool Same(double[] expected, double[] got) =>
        Outcome.FirstDifference(new("", [expected.Length], expected), new("", [got.Length], got)) is null;
}
