namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>What a function did in one trial: it returned outputs, or it threw.</summary>
internal sealed record Outcome(AnswerTensor?[] Outputs, Exception? Error = null)
{
    /// <summary>Two numbers are the same when they differ by less than this, relative to the output's largest number (at least 1e-3).</summary>
    public const double Tolerance = 1e-9;

    public static Outcome Of(Func<object?> run, IReadOnlyList<string> names)
    {
        try
        {
            return new(AnswerTensor.ReadAll(run(), names));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new(new AnswerTensor?[names.Count], error);
        }
    }

    /// <summary>Whether nothing was answered: every output is null, not a number, or the −1 of an open count.</summary>
    public bool IsBlank => Error is NotImplementedException
        || (Error is null && Array.TrueForAll(Outputs, output => output is null || Array.TrueForAll(output.Values, double.IsNaN)
            || (output is { Shape: [], Values: [-1] })));

    /// <summary>Whether one output is the same in both, or both threw.</summary>
    public bool Agrees(Outcome other, int output) => (Error, other.Error) switch
    {
        (null, null) => FirstDifference(Outputs[output], other.Outputs[output]) is null,
        (not null, not null) => true,
        _ => false,
    };

    /// <summary>Whether every output is the same in both, or both threw.</summary>
    public bool Agrees(Outcome other) => Enumerable.Range(0, Outputs.Length).All(output => Agrees(other, output));

    /// <summary>The first element that differs: −1 where already the shapes do, null where nothing does.</summary>
    public static int? FirstDifference(AnswerTensor? expected, AnswerTensor? got)
    {
        if (expected is null || got is null) return ReferenceEquals(expected, got) ? null : -1;
        if (!expected.Shape.AsSpan().SequenceEqual(got.Shape)) return -1;
        var scale = expected.Values.Where(double.IsFinite).Select(Math.Abs).Append(1e-3).Max();
        for (var k = 0; k < expected.Values.Length; k++)
            if (!Same(expected.Values[k], got.Values[k], scale)) return k;
        return null;
    }

    private static bool Same(double expected, double got, double scale) =>
        expected.Equals(got) || Math.Abs(expected - got) <= Tolerance * scale;
}
