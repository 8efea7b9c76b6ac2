using System.Text.RegularExpressions;
using GruNotebooks.Cells;
using GruNotebooks.Layers;

namespace GruNotebooks.Tests.Cells;

/// <summary>The equations of a cell stand once in its comment and once in its code; these tests hold the two together.</summary>
public class EquationTests
{
    /// <summary>Every readable cell, those without a layer too.</summary>
    public static TheoryData<string> CellNames => [.. typeof(Cell).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Cell)) && !type.IsAbstract).Select(type => type.Name).Order()];

    [Theory, MemberData(nameof(CellNames))]
    public void Every_equation_of_the_comment_is_the_line_of_code_with_its_number(string name)
    {
        var source = Source($"Cells/{name}");
        var comment = EquationsOfComment(source);
        var code = Regex.Matches(source, @"^\s*(?:var (?<left>\S+) =|[?:])\s*(?<right>.*?);?\s*// \((?<number>\d\w?)\)", RegexOptions.Multiline)
            .ToDictionary(match => match.Groups["number"].Value, match => (Left: match.Groups["left"].Value, Right: match.Groups["right"].Value));

        Assert.Equal(comment.Keys.Order(), code.Keys.Order());
        foreach (var (number, (left, right)) in comment)
        {
            Assert.Equal($"({number}) {Expression.OfComment(right)}", $"({number}) {Expression.OfCode(code[number].Right)}");
            if (code[number].Left != "") Assert.Equal(Expression.NameOfComment(left), code[number].Left);
        }
    }

    [Theory, MemberData(nameof(CellNames))]
    public void The_backward_pass_names_every_equation_and_no_other(string name)
    {
        var source = Source($"Cells/{name}");
        var equations = EquationsOfComment(source).Keys.ToHashSet();
        var backward = Regex.Matches(source[source.IndexOf(" Backward(", StringComparison.Ordinal)..], @"∂\((\d\w?)\)").Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var number in equations) Assert.Contains(number, backward);
        foreach (var number in backward) Assert.Contains(equations, equation => equation.StartsWith(number, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(CellNames))]
    public void A_comment_that_says_something_else_is_noticed(string name)
    {
        foreach (var (_, right) in EquationsOfComment(Source($"Cells/{name}")).Values.Where(equation => equation.Right.Contains('+')))
            Assert.NotEqual(Expression.OfComment(right), Expression.OfComment(right.Replace("+", "−")));
    }

    [Theory, MemberData(nameof(CellCases.Kinds), MemberType = typeof(CellCases))]
    public void A_layer_repeats_the_equations_of_its_cell_and_names_each_of_them_forward_and_backward(string kind)
    {
        var (cell, layer) = (EquationsOfComment(Source($"Cells/{kind}Cell")), Source($"Layers/{kind}"));
        Assert.Equal(cell, EquationsOfComment(layer));
        Assert.Equal(CellKind.Parse(kind).Equations, cell.Keys.Select(number => number[0]).Distinct().Count());
        var code = string.Join('\n', Regex.Matches(Regex.Replace(layer, "<code>.*?</code>", "", RegexOptions.Singleline) + Source($"Layers/{kind}Gates"), "//.*").Select(comment => comment.Value));
        Assert.Equal(cell.Keys.Order(), Numbers(code, @"(?<!∂)\((\d\w?)\)"));
        Assert.Equal(cell.Keys.Order(), Numbers(code, @"∂\((\d\w?)\)"));
    }

    private static IEnumerable<string> Numbers(string code, string pattern) =>
        Regex.Matches(code, pattern).Select(match => match.Groups[1].Value).Distinct().Order();

    private static Dictionary<string, (string Left, string Right)> EquationsOfComment(string source)
    {
        var block = Regex.Match(source, "<code>(.*?)</code>", RegexOptions.Singleline).Groups[1].Value;
        var equations = Regex.Matches(block, @"^\s*/// (?<left>\S+)\s*= (?<right>.*?)\s+\((?<number>\d\w?)\)", RegexOptions.Multiline)
            .ToDictionary(match => match.Groups["number"].Value, match => (match.Groups["left"].Value, match.Groups["right"].Value));
        Assert.Equal(block.Split('\n').Count(line => line.Contains('=')), equations.Count);
        return equations;
    }

    private static string Source(string file)
    {
        using var stream = typeof(EquationTests).Assembly.GetManifestResourceStream($"source/{file}.cs");
        Assert.NotNull(stream);
        return new StreamReader(stream).ReadToEnd();
    }
}
