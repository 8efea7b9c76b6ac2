using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Running;

/// <summary>C# for a value that was typed on a command line, read as a variable's type.</summary>
internal static class ParameterLiteral
{
    /// <summary>The type of a `var` from its initialiser: of a literal its type, of an array its elements' with [], of `CellKind.Gru` CellKind.</summary>
    public static string TypeOf(ExpressionSyntax initialiser) => initialiser switch
    {
        LiteralExpressionSyntax { Token.Value: { } value } => Keyword(value),
        InterpolatedStringExpressionSyntax => "string",
        PrefixUnaryExpressionSyntax signed => TypeOf(signed.Operand),
        ParenthesizedExpressionSyntax inner => TypeOf(inner.Expression),
        CastExpressionSyntax cast => cast.Type.ToString(),
        ImplicitArrayCreationExpressionSyntax array => (array.Initializer.Expressions.FirstOrDefault() is { } first ? TypeOf(first) : "object") + "[]",
        ArrayCreationExpressionSyntax array => array.Type.ElementType + "[]",
        MemberAccessExpressionSyntax member => member.Expression.ToString(),
        BinaryExpressionSyntax binary => TypeOf(binary.Left),
        _ => "expression",
    };

    /// <returns>Null where the text is no such value.</returns>
    public static string? Write(string type, string text) => type switch
    {
        "string" or "string?" => SymbolDisplay.FormatLiteral(text, quote: true),
        "char" => text.Length == 1 ? SymbolDisplay.FormatLiteral(text[0], quote: true) : null,
        "bool" => bool.TryParse(text, out bool truth) ? (truth ? "true" : "false") : null,
        "int" => Number<int>(text, ""),
        "long" => Number<long>(text, "L"),
        "uint" => Number<uint>(text, "u"),
        "ulong" => Number<ulong>(text, "UL"),
        "byte" => Number<byte>(text, ""),
        "short" => Number<short>(text, ""),
        "decimal" => Number<decimal>(text, "m"),
        "double" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Floating(number, "double", "d") : null,
        "float" => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? Floating(number, "float", "f") : null,
        "expression" or "object" => Expression(text),
        _ when type.EndsWith("[]", StringComparison.Ordinal) => Array(type[..^2], text),
        // An enumeration: its member, with or without its name before.
        _ => SyntaxFacts.IsValidIdentifier(text) ? $"{type}.{text}" : text.StartsWith(type + ".", StringComparison.Ordinal) ? Expression(text) : null,
    };

    private static string? Number<T>(string text, string suffix)
        where T : struct, System.Numerics.INumber<T> =>
        T.TryParse(text, suffix == "m" ? NumberStyles.Float : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(null, CultureInfo.InvariantCulture) + suffix
            : null;

    private static string Floating<T>(T number, string type, string suffix)
        where T : System.Numerics.IFloatingPointIeee754<T> =>
        T.IsNaN(number) ? $"{type}.NaN"
        : T.IsInfinity(number) ? $"{type}.{(T.IsNegative(number) ? "Negative" : "Positive")}Infinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + suffix;

    private static string? Array(string element, string text)
    {
        string[] items = text.Trim().TrimStart('[', '{').TrimEnd(']', '}').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string?[] literals = [.. items.Select(item => Write(element, item))];
        return literals.Contains(null) ? null : $"new {element}[] {{ {string.Join(", ", literals)} }}";
    }

    private static string? Expression(string text) => SyntaxFactory.ParseExpression(text).ContainsDiagnostics ? null : text;

    private static string Keyword(object value) => value switch
    {
        string => "string",
        char => "char",
        bool => "bool",
        int => "int",
        long => "long",
        uint => "uint",
        ulong => "ulong",
        float => "float",
        double => "double",
        decimal => "decimal",
        _ => "expression",
    };
}
