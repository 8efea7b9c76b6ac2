using System.Globalization;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.Notebooks;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>Words and numbers: prose says no number that its notebook did not compute, and no verdict is typed.</summary>
internal static partial class WordRules
{
    public static IReadOnlyList<NotebookRule> All { get; } =
    [
        new("a number that the reader is told to see is in an output or in the code", notebook =>
        {
            var computed = Computed(notebook);
            return from cell in notebook.Cells
                   where cell.IsMarkdown && cell.Source.Contains("**What you see.**", StringComparison.Ordinal)
                   from said in Said().Matches(Prose(cell.Source)).Select(match => match.Value).Distinct()
                   where !computed.Any(number => Says(said, number))
                   select $"cell {cell.Id}: no output of this notebook has {said}; print it in a cell, or correct the sentence";
        },
        document => document.Change("question", "**What you see.** The loss has fallen to 0.1234.")),

        OfRecords("a verdict is computed", record => record.ArgumentList.Arguments.Any(argument => argument.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Verdict" } })
                ? ["the verdict is written down, not computed; decide it by a condition on the numbers"] : [],
            "results.Record(\"a\", \"A claim\", \"ours\", \"a paper\", Verdict.Holds, \"chart\");"),

        OfRecords("a verdict compares runs by pairs, with no tolerance of its own", record => OwnTolerance().IsMatch(record.ToString())
                ? ["the verdict has a tolerance in units of its own, which may be larger than a difference that another verdict calls real; ask Pairs"] : [],
            "results.Record(\"a\", \"A claim\", \"ours\", \"a paper\", Math.Abs(one.Median - other.Median) < 0.15 ? Verdict.Holds : Verdict.DoesNotHold, \"chart\");"),

        OfRecords("a verdict about two groups of runs has no rule of its own", record => Comparisons(record).Any(IsOwnRule)
                ? ["the verdict compares the ends or the medians of two groups, or allows a factor near 1; ask Pairs, which compares run by run"] : [],
            "results.Record(\"a\", \"A claim\", \"ours\", \"a paper\", one.Maximum < other.Minimum ? Verdict.Holds : one.Median > 0.9 * best ? Verdict.HoldsInPart : Verdict.DoesNotHold, \"chart\");"),

        new("a claim names the cell where its numbers are", notebook =>
            from cell in notebook.Cells
            where cell.IsCode
            from record in Records(cell)
            let named = (record.ArgumentList.Arguments[^1].Expression as LiteralExpressionSyntax)?.Token.ValueText
            where notebook.Cells.All(other => other.Id != named)
            select $"cell {cell.Id}: the claim sends the reader to a cell '{named}', which is not there",
            document => document.Change("chart", "results.Record(\"a\", \"A claim\", \"ours\", \"a paper\", x > 1 ? Verdict.Holds : Verdict.DoesNotHold, \"chrat\");")),
    ];

    private static NotebookRule OfRecords(string name, Func<InvocationExpressionSyntax, IEnumerable<string>> breaches, string bad) =>
        NotebookRule.OfCells(name, cell => cell.IsCode, cell => Records(cell).SelectMany(breaches), document => document.Change("chart", bad));

    private static IEnumerable<InvocationExpressionSyntax> Records(NotebookCell cell) =>
        Script.All<InvocationExpressionSyntax>(cell.Source).Where(call => call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "results" }, Name.Identifier.Text: "Record" });

    private static IEnumerable<BinaryExpressionSyntax> Comparisons(InvocationExpressionSyntax record) =>
        record.DescendantNodes().OfType<BinaryExpressionSyntax>().Where(compared => compared.OperatorToken.Text is "<" or ">" or "<=" or ">=");

    private static bool IsOwnRule(BinaryExpressionSyntax compared) =>
        (IsOfAGroup(compared.Left) && IsOfAGroup(compared.Right)) || AllowsAFactorNearOne(compared.Left) || AllowsAFactorNearOne(compared.Right);

    private static bool IsOfAGroup(ExpressionSyntax side) => side is MemberAccessExpressionSyntax { Name.Identifier.Text: "Minimum" or "Maximum" or "Median" };

    /// <summary>A product with a number between one half and two: a tolerance. A thousandfold is none.</summary>
    private static bool AllowsAFactorNearOne(ExpressionSyntax side) =>
        side is BinaryExpressionSyntax { OperatorToken.Text: "*", Left: LiteralExpressionSyntax factor } && double.TryParse(factor.Token.ValueText, CultureInfo.InvariantCulture, out var by) && by is > 0.5 and < 2;

    /// <summary>What a reader is told without opening anything: no answers, no links, no code; ten to a power is one number.</summary>
    private static string Prose(string markdown) => PowerOfTen().Replace(Code().Replace(Link().Replace(Details().Replace(markdown, ""), ""), ""), "");

    private static double[] Computed(Notebook notebook) =>
        [.. notebook.Cells.Where(cell => cell.IsCode).SelectMany(cell => Number().Matches(cell.Source + Texts(cell))).Select(match => Value(match.Value)).Distinct()];

    private static string Texts(NotebookCell cell) => string.Concat(cell.Outputs.Select(output =>
        $" {MultilineText.Read(output!["text"])} {MultilineText.Read(output["data"]?["text/plain"])} {MultilineText.Read(output["data"]?["text/html"])} {(string?)output["metadata"]?["image/png"]?["alt"]}"));

    /// <summary>Whether a number, rounded as the sentence rounds it, is what it says: as it is, in percent, or before a power of ten.</summary>
    private static bool Says(string said, double number)
    {
        var decimals = said.Contains('.', StringComparison.Ordinal) ? said.Length - said.IndexOf('.') - 1 : 0;
        var value = Value(said);
        if (decimals == 0 && value >= 1000 && Math.Abs(number - value) < 0.5) return true;
        double[] readings = [number, 100 * number, number > 0 ? number / Math.Pow(10, Math.Floor(Math.Log10(number))) : 0];
        return readings.Any(reading => Math.Abs(Math.Round(reading, decimals) - value) < 1e-9);
    }

    private static double Value(string text) => double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    /// <summary>Decimals and grouped thousands. Bare whole numbers count steps, seeds and years; a number after a capitalised word is a version.</summary>
    [GeneratedRegex(@"(?<![\w.,^_{])(?<!\b[A-Z]\w+ )(\d+(,\d{3})*\.\d+|\d{1,3}(,\d{3})+)(?![\w}])")]
    private static partial Regex Said();

    [GeneratedRegex(@"\d+(,\d{3})*(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"Math\.Abs\([^()]*(\([^()]*\))?[^()]*\.Median[^<]*<\s*[\d.]+")]
    private static partial Regex OwnTolerance();

    [GeneratedRegex(@"<details>.*?</details>", RegexOptions.Singleline)]
    private static partial Regex Details();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\\cdot 10\^\{[^}]*\}")]
    private static partial Regex PowerOfTen();
}
