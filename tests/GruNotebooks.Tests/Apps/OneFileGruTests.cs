using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using GruNotebooks.Cells;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Tests.Apps;

/// <summary>apps/gru.cs, built as a reader builds it: its gradients against the readable cell's, its training, its errors.</summary>
public sealed class OneFileGruTests(OneFileGruTests.BuiltApp app) : IClassFixture<OneFileGruTests.BuiltApp>
{
    private const int Symbols = 5, H = 4;
    private static readonly int[] Text = [0, 3, 1, 4, 4, 2, 0, 1];

    [Fact]
    public void Its_gradients_are_those_of_the_readable_cell()
    {
        var gru = app.NewGru(Symbols, H, seed: 3);
        double[] initial = [0.3, -0.2, 0.1, 0.4];
        var loss = gru.GetType().GetMethod("Learn")!.CreateDelegate<Learn>(gru)(Text, ref initial);

        var cell = new GruCell(new GruParameters(Symbols, H)
        {
            Wz = Matrix(gru, "Wz"),
            Uz = Matrix(gru, "Uz"),
            bz = Matrix(gru, "bz").Column(0),
            Wr = Matrix(gru, "Wr"),
            Ur = Matrix(gru, "Ur"),
            br = Matrix(gru, "br").Column(0),
            Wh = Matrix(gru, "Wh"),
            Uh = Matrix(gru, "Uh"),
            bh = Matrix(gru, "bh").Column(0),
        });
        var (expected, grad, dWy, dby, last) = WithTheCell(cell, Matrix(gru, "Wy"), Matrix(gru, "by").Column(0), Vector<double>.Build.Dense([0.3, -0.2, 0.1, 0.4]));
        Assert.Equal(expected, loss, 1e-12);
        Near(last.ToColumnMatrix(), Vector<double>.Build.Dense(initial).ToColumnMatrix(), "state");
        (string Name, Matrix<double> Gradient)[] all =
        [
            ("Wz", grad.Wz), ("Uz", grad.Uz), ("bz", grad.bz.ToColumnMatrix()), ("Wr", grad.Wr), ("Ur", grad.Ur), ("br", grad.br.ToColumnMatrix()),
            ("Wh", grad.Wh), ("Uh", grad.Uh), ("bh", grad.bh.ToColumnMatrix()), ("Wy", dWy), ("by", dby.ToColumnMatrix()),
        ];
        foreach (var (name, gradient) in all) Near(gradient, Matrix(gru, name, "Gradient"), name);
    }

    [Fact]
    public void It_learns_and_writes_on()
    {
        var text = Path.Combine(app.Folder, "text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("ab", 200)));
        var (code, output, errors) = app.Run(text, "300");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("400 characters, 2 of them different", output, StringComparison.Ordinal);
        var written = output.TrimEnd().Split('\n')[^1].Trim();
        Assert.Equal(200, written.Length);
        Assert.True(written.Split("ab").Length > 95, written);     // after 300 updates hardly a letter is out of turn
    }

    [Theory]
    [InlineData("gru.cs: name a text file")]
    [InlineData("cannot be read", "missing.txt")]
    [InlineData("short.txt has 5 characters; at least 51 are needed", "short.txt")]
    [InlineData("gru.cs: name a text file", "short.txt", "many")]
    public void What_it_cannot_use_is_refused_in_one_line(string expected, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(app.Folder, "short.txt"), "short");
        var (code, output, errors) = app.Run([.. arguments.Select(a => a.EndsWith(".txt", StringComparison.Ordinal) ? Path.Combine(app.Folder, a) : a)]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_at_most_150_lines_and_needs_no_package()
    {
        var lines = File.ReadAllLines(BuiltApp.Source);
        Assert.InRange(lines.Length, 50, 150);
        Assert.DoesNotContain(lines, line => line.StartsWith("#:", StringComparison.Ordinal));
    }

    /// <summary>The same loss by the readable cell: mean cross-entropy of each next symbol, and every gradient.</summary>
    private static (double Loss, GruParameters Grad, Matrix<double> dWy, Vector<double> dby, Vector<double> Last) WithTheCell(GruCell cell, Matrix<double> Wy, Vector<double> by, Vector<double> h)
    {
        var (loss, T, steps) = (0.0, Text.Length - 1, new Stack<(GruCache Cache, Vector<double> h, Vector<double> dy)>());
        for (var t = 0; t < T; t++)
        {
            var x = Vector<double>.Build.Dense(Symbols);
            x[Text[t]] = 1;
            (h, var cache) = cell.Forward(x, h);
            var scores = (Wy * h) + by;
            var chances = scores.PointwiseExp() / scores.PointwiseExp().Sum();
            loss -= Math.Log(chances[Text[t + 1]]) / T;
            chances[Text[t + 1]] -= 1;
            steps.Push((cache, h, chances / T));
        }
        var (grad, dWy, dby, dh) = (cell.ZeroGradients(), Matrix<double>.Build.Dense(Symbols, H), Vector<double>.Build.Dense(Symbols), Vector<double>.Build.Dense(H));
        foreach (var (cache, after, dy) in steps)
        {
            dWy += dy.OuterProduct(after);
            dby += dy;
            (_, dh) = cell.Backward(dh + Wy.TransposeThisAndMultiply(dy), cache, grad);
        }
        return (loss, grad, dWy, dby, h);
    }

    private static Matrix<double> Matrix(object gru, string name, string part = "Value")
    {
        var weights = gru.GetType().GetField(name)!.GetValue(gru)!;
        var values = (double[])weights.GetType().GetField(part)!.GetValue(weights)!;
        var rows = name[^1] == 'y' ? Symbols : H;
        return Matrix<double>.Build.DenseOfRowMajor(rows, values.Length / rows, values);
    }

    private static void Near(Matrix<double> expected, Matrix<double> actual, string name)
    {
        var error = (expected - actual).Enumerate().Max(Math.Abs) / expected.Enumerate().Max(Math.Abs);
        Assert.True(error < 1e-12, $"{name}: {error}");
    }

    private delegate double Learn(ReadOnlySpan<int> symbols, ref double[] state);

    /// <summary>The file, built once with the repository's own rules.</summary>
    public sealed class BuiltApp : IDisposable
    {
        private readonly Assembly assembly;

        public BuiltApp()
        {
            var (code, output, errors) = Start("dotnet", "build", Source, "-c", "Release", "-o", Path.Combine(Folder, "app"), "-nologo", "-v", "q");
            Assert.True(code == 0, output + errors);
            assembly = new AssemblyLoadContext("apps/gru.cs").LoadFromAssemblyPath(Program);
        }

        public static string Source => Path.Combine(RepositoryFolder.Root!, "apps", "gru.cs");

        public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

        private string Program => Path.Combine(Folder, "app", "gru.dll");

        public object NewGru(int symbols, int hidden, int seed) => Activator.CreateInstance(assembly.GetType("CharGru")!, symbols, hidden, seed)!;

        public (int Code, string Output, string Errors) Run(params string[] arguments) => Start("dotnet", [Program, .. arguments]);

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private static (int Code, string Output, string Errors) Start(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
    }
}
