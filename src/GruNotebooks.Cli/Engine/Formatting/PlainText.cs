using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>Values as text, the same under every culture.</summary>
internal static class PlainText
{
    private const int Depth = 4;

    public static string Of(object? value) => Of(value, 0);

    /// <summary>Shown by its text alone: numbers, texts, dates and whatever writes itself.</summary>
    public static bool IsScalar(object? value) => value is null or string or Type or ITuple or Delegate
        || value is not IEnumerable && (value is IFormattable or bool or char || WritesItself(value.GetType()));

    private static string Of(object? value, int depth) => value switch
    {
        null => "<null>",
        string text => text,
        Type type => type.Name,
        Complex complex => string.Create(CultureInfo.InvariantCulture, $"{complex.Real}{(complex.Imaginary < 0 ? " - " : " + ")}{Math.Abs(complex.Imaginary)}i"),
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], depth + 1)))})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        Exception thrown => $"{thrown.GetType().Name}: {thrown.Message}",
        _ when depth >= Depth => "…",
        IDictionary pairs => Braces(Some.OfObjects(pairs.Keys).Map(key => $"{Of(key, depth + 1)}: {Of(pairs[key!], depth + 1)}")),
        IEnumerable items => Brackets(Some.OfObjects(items).Map(item => Of(item, depth + 1))),
        _ when WritesItself(value.GetType()) => value.ToString() ?? "<null>",
        _ => Record(value, depth),
    };

    private static string Record(object value, int depth)
    {
        string members = string.Join(", ", ObjectMembers.Of(value.GetType()).Select(member => $"{member.Name} = {Of(member.Read(value), depth + 1)}"));
        string name = ObjectMembers.IsAnonymous(value.GetType()) ? "" : value.GetType().Name + " ";
        return members.Length == 0 ? name.TrimEnd() : $"{name}{{ {members} }}";
    }

    private static string Brackets(Some<string> items) => $"[{string.Join(", ", items.Items)}{items.More(", ")}]";

    private static string Braces(Some<string> items) => $"{{ {string.Join(", ", items.Items)}{items.More(", ")} }}";

    /// <summary>Has a ToString somebody wrote. Those that the compiler wrote for records and anonymous objects follow the culture.</summary>
    private static bool WritesItself(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes) is { } method
        && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
        && !method.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && !ObjectMembers.IsAnonymous(type);
}
