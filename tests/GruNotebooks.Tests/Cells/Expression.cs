using System.Text.RegularExpressions;

namespace GruNotebooks.Tests.Cells;

/// <summary>Reads an expression, from a comment or from code, into one fully bracketed form, so that the two can be compared.</summary>
internal sealed class Expression
{
    private readonly List<string> tokens;
    private int at;

    private Expression(string text) => tokens = [.. Regex.Matches(text, @"[\p{L}_][\p{L}\d_]*|\d+|[+\-·/⊙(),]").Select(match => match.Value)];

    /// <summary>An equation of a doc comment: h is the previous state, h' the new one, h~ the candidate; a gate may have a prime of its own.</summary>
    public static string OfComment(string text)
    {
        text = NameOfComment(Regex.Replace(text.Replace('−', '-'), @"\b([hc])\b(?!['~])", "$1Prev"));
        text = Regex.Replace(text, "σ", "Sigmoid").Replace("tanh", "Tanh");
        return new Expression(text).Read();
    }

    /// <summary>What the code calls what a doc comment calls h', h~ or f'.</summary>
    public static string NameOfComment(string text) => Regex.Replace(text.Replace("h~", "hTilde"), @"\b([hc])'", "$1").Replace("'", "Prime");

    /// <summary>A line of C#.</summary>
    public static string OfCode(string text) => new Expression(text.Replace("P.", "").Replace('*', '·')).Read();

    private string Read()
    {
        var value = Sum();
        return at == tokens.Count ? value : throw new FormatException($"'{tokens[at]}' not understood in {string.Concat(tokens)}");
    }

    private string Sum()
    {
        var value = Elementwise();
        while (Next is "+" or "-") value = $"({value} {Take()} {Elementwise()})";
        return value;
    }

    private string Elementwise()
    {
        var value = Product();
        while (Next is "⊙") value = $"({value} {Take()} {Product()})";
        return value;
    }

    private string Product()
    {
        var value = Atom();
        while (Next is "·" or "/") value = $"({value} {Take()} {Atom()})";
        return value;
    }

    private string Atom()
    {
        var token = Take();
        if (token == "(") return Closed(Sum());
        if (Next != "(") return token;
        Take();
        var first = Sum();
        if (token != "Mul") return $"{token}[{Closed(first)}]";
        if (Take() != ",") throw new FormatException("Mul takes two values");
        return Closed($"({first} ⊙ {Sum()})");
    }

    private string Closed(string value) => Take() == ")" ? value : throw new FormatException("a bracket is not closed");

    private string? Next => at < tokens.Count ? tokens[at] : null;

    private string Take() => at < tokens.Count ? tokens[at++] : throw new FormatException("the expression ends too early");
}
