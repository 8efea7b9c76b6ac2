using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GruNotebooks.Interop;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru parity`: our layers against the numbers of another framework.</summary>
internal static class ParityVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Reference vectors, as in data/golden.", Arity = ArgumentArity.OneOrMore };
        var tolerance = new Option<double?>("--tolerance") { Description = "Largest error that passes, relative to a tensor's largest element. Default: 1e-12 for float64, 1e-5 for float32.", HelpName = "X", CustomParser = result => Tolerance(result) };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a file instead of tables." };
        var parity = new Command("parity", "Compare outputs and every gradient with reference vectors of PyTorch or Keras.") { files, tolerance, json };
        parity.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(tolerance), parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return parity;
    }

    private static int Run(string[] files, double? tolerance, bool json, TextWriter output, TextWriter error)
    {
        var codes = new List<int>();
        foreach (var file in files)
        {
            try
            {
                var report = ReferenceVectors.Read(file).Compare();
                if (json) WriteJson(report, tolerance, output);
                else WriteTable(report, tolerance, output);
                codes.Add(report.Passed(tolerance) ? ExitCode.Done : ExitCode.Failed);
            }
            catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"gru: {failure.Message}");
                codes.Add(ExitCode.Usage);
            }
        }
        if (!json && files.Length > 1)
            output.WriteLine($"{codes.Count(code => code == ExitCode.Done)} of {files.Length} files agree.");
        return ExitCode.Gravest(codes);
    }

    private static void WriteTable(ParityReport report, double? tolerance, TextWriter output)
    {
        var limit = tolerance ?? report.DefaultTolerance;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {report.Description}, tolerance {limit:0.###e+0}"));
        foreach (var row in report.Rows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {(row.Passed(limit) ? "ok  " : "FAIL")} {row.Tensor,-28} {row.Shape,-12} absolute {row.AbsoluteError:0.0e+00}  relative {row.RelativeError:0.0e+00}{(row.At == "" || row.AbsoluteError == 0 ? "" : $"  at {row.At}")}"));
    }

    private static void WriteJson(ParityReport report, double? tolerance, TextWriter output)
    {
        var limit = tolerance ?? report.DefaultTolerance;
        output.WriteLine(JsonSerializer.Serialize(new
        {
            File = report.Name,
            report.Description,
            Tolerance = limit,
            Passed = report.Passed(limit),
            LargestRelativeError = Finite(report.LargestRelativeError),
            Tensors = report.Rows.Select(row => new
            {
                Name = row.Tensor,
                row.Shape,
                AbsoluteError = Finite(row.AbsoluteError),
                RelativeError = Finite(row.RelativeError),
                row.At,
                Passed = row.Passed(limit),
            }),
        }, Json));
    }

    /// <summary>JSON has no NaN and no infinity.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double? Tolerance(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value)) return value;
        result.AddError($"--tolerance must be a number of at least 0, such as 1e-12, not '{text}'.");
        return null;
    }
}
