using System.Text.RegularExpressions;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Cells;

/// <summary>The equations of a cell stand once in its comment and once in its code; these tests hold the two together.</summary>
public class EquationTests
{
    public static TheoryData<string> CellNames => [.. CellKind.All.Select(kind => $"{kind.Id}Cell")];

    [Theory, MemberData(nameof(CellNames))]
    public void Every_equation_of_the_comment_is_the_line_of_code_with_its_number(string name)
    {
        var source = Source(name);
        var comment = EquationsOfComment(source);
        var code = Regex.Matches(source, @"^\s*(?:var (?<left>\S+) =|[?:])\s*(?<right>.*?);?\s*// \((?<number>\d\w?)\)", RegexOptions.Multiline)
            .ToDictionary(match => match.Groups["number"].Value, match => (Left: match.Groups["left"].Value, Right: match.Groups["right"].Value));

        Assert.Equal(comment.Keys.Order(), code.Keys.Order());
        foreach (var (number, (left, right)) in comment)
        {
            Assert.Equal($"({number}) {Expression.OfComment(right)}", $"({number}) {Expression.OfCode(code[number].Right)}");
            if (code[number].Left != "") Assert.Equal(left.Replace("'", "").Replace("h~", "hTilde"), code[number].Left);
        }
    }

    [Theory, MemberData(nameof(CellNames))]
    public void The_backward_pass_names_every_equation_and_no_other(string name)
    {
        var source = Source(name);
        var equations = EquationsOfComment(source).Keys.ToHashSet();
        var backward = Regex.Matches(source[source.IndexOf(" Backward(", StringComparison.Ordinal)..], @"∂\((\d\w?)\)").Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var number in equations) Assert.Contains(number, backward);
        foreach (var number in backward) Assert.Contains(equations, equation => equation.StartsWith(number, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(CellNames))]
    public void A_comment_that_says_something_else_is_noticed(string name)
    {
        foreach (var (_, right) in EquationsOfComment(Source(name)).Values.Where(equation => equation.Right.Contains('+')))
            Assert.NotEqual(Expression.OfComment(right), Expression.OfComment(right.Replace("+", "−")));
    }

    private static Dictionary<string, (string Left, string Right)> EquationsOfComment(string source)
    {
        var block = Regex.Match(source, "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value;
        var equations = Regex.Matches(block, @"^\s*/// (?<left>\S+)\s*= (?<right>.*?)\s+\((?<number>\d\w?)\)", RegexOptions.Multiline)
            .ToDictionary(match => match.Groups["number"].Value, match => (match.Groups["left"].Value, match.Groups["right"].Value));
        Assert.Equal(block.Split('\n').Count(line => line.Contains('=')), equations.Count);
        return equations;
    }

    private static string Source(string name)
    {
        using var stream = typeof(EquationTests).Assembly.GetManifestResourceStream($"source/Cells/{name}.cs");
        Assert.NotNull(stream);
        return new StreamReader(stream).ReadToEnd();
    }
}
