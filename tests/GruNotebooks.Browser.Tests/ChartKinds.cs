using GruNotebooks.Charts;
using GruNotebooks.Layers;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Browser.Tests;

/// <summary>A chart of every kind that the builder knows.</summary>
internal static class ChartKinds
{
    private const string Alt = "This chart is drawn to see that plotly.js knows every property in it.";
    private static readonly double[] X = [.. Enumerable.Range(0, 50).Select(i => (double)i)];
    private static readonly string[] Models = ["RNN", "LSTM", "GRU"];

    public static IEnumerable<(string Name, Plot Plot)> All()
    {
        yield return ("lines", Plot.New("Lines").Note("a note").X("x (steps)").Y("y", log: true, format: ".0e").Model(CellKind.Rnn, X).Model(CellKind.Lstm, X, X, "LSTM, H = 4", markers: true)
            .Line("spare", X, color: Palette.Green, dash: "dashdot").Curve("f", v => v * v, 1, 40).Band(X, X, X.Select(v => v + 2))
            .HLine(5, "bound").VLine(10, "half", at: 0.4).Shade(20, 30, "gap").Text(25, 8, "here", 30, 20).Alt(Alt));
        yield return ("seeds", Plot.New("Seeds").X("step", from: 0, to: 30).Y("loss").Seeds(CellKind.Gru, X, Enumerable.Range(1, 5).Select(s => X.Select(v => s / (1 + v)))).Alt(Alt));
        yield return ("points", Plot.New("Points").X("n", log: true).Y("share", format: ".0%").Points("one", [1, 10], [0.1, 0.9], texts: ["a", "b"]).Points(CellKind.Gru, [2, 20], [0.2, 0.8]).Alt(Alt));
        yield return ("bars", Plot.New("Bars").Y("count").Bars(Models, [50, 200, 150]).HLine(100, "bound").Alt(Alt));
        yield return ("spread", Plot.New("Spread").Y("ms", log: true).Bars(Models, [1.0, 4, 3], low: [0.9, 3, 2], high: [1.5, 5, 4]).Alt(Alt));
        yield return ("groups", Plot.New("Groups").X("ms").Bars(CellKind.Gru, ["a", "b"], [1, 2]).Bars(CellKind.Lstm, ["a", "b"], [2, -3]).Horizontal().Alt(Alt));
        yield return ("heat", Plot.New("Heat").X("t").Y("unit").Heat(new[,] { { 0.1, 0.9 }, { 0.4, 0.5 } }, "z", min: 0, max: 1, columns: ["a", "a"], digits: 2).Alt(Alt));
        yield return ("signed", Plot.New("Signed").Heat(Matrix<double>.Build.DenseOfArray(new[,] { { -1, 0.5 }, { 0.2, 1 } }), "w", signed: true, rows: ["r", "s"]).Square().Alt(Alt));
        yield return ("sequence", Plot.New("Sequence").Heat(new Sequence<float>(3, 1, 2, [1, 2, 3, 4, 5, 6]), "h").Alt(Alt));
        yield return ("portrait", Plot.New("Portrait").X("a").Y("b").Text(0.2, 0.2, "white", 20, 10, "#FFFFFF").Contour((a, b) => a * b, (-1, 1), (-1, 1), "ab", signed: true).Field((a, b) => (b, -a), (-1, 1), (-1, 1)).Square().Alt(Alt));
        yield return ("confusion", Plot.New("Confusion").Confusion(new[,] { { 9, 1 }, { 2, 8 } }, ["no", "yes"]).Alt(Alt));
        yield return ("slider", Plot.New("Slider").X("t").Y("h").Line("still", X).Slide("z", [0, 0.5, 0.9], (p, z) => p.Model(CellKind.Gru, X.Select(v => z * v)).VLine(50 * z, "now")).Alt(Alt));
        yield return ("moving heat", Plot.New("Heat").Slide("t", ["first", "second"], (p, i) => p.Heat(new double[,] { { i, 1 }, { 2, 3 } }, "v", min: 0, max: 3)).Alt(Alt));
        yield return ("texts", Plot.New("Texts beside each other").X("", from: -0.3, to: 4.5, ticks: []).Y("", from: -0.5, to: 2.4, ticks: []).Size(760, 400)
            .Line("", [0.0, 4], [1.0, 1]).Line("", [0.0, 1.5, 2.8, 4], [1, 0.5, 0.5, 1]).Text(1.5, 0.72, "r ⊙ h").Text(2.15, 0.65, "2 candidate").Text(2.8, 0.72, "h").Alt(Alt));
        yield return ("long line names", Plot.New("Lines with long names").X("step").Y("share", from: 0, to: 1)
            .Line("a network of one layer", [0.5, 0.31]).Line("a network of two layers", [0.6, 0.3]).Line("a network of three layers", [0.7, 0.33]).Line("RNN", [0.9, 0.28]).Alt(Alt));
        yield return ("dots at long names", Plot.New("Dots").X("largest relative error", log: true, from: 1e-13, to: 100).Y("", from: -0.5, to: 1.5, ticks: [0, 1], names: ["NothingCrossesTimeAtAll", "biases of the candidate added"])
            .Points("", [1e-12, 1.5], [0, 1]).Alt(Alt));
        yield return ("few ticks", Plot.New("Few ticks").X("length", from: 8.8, to: 71.2).Line("a line with a name", [10, 70], [0, 1]).Alt(Alt));
        yield return ("letters", Plot.New("Letters").Heat(new double[2, 40], "share", columns: Enumerable.Repeat("m", 40)).Alt(Alt));
        yield return ("upright numbers", Plot.New("Upright").Y("part").Bars(["carry", "candidate", "through r", "through z", "sum"], [0.8193, 0.01935, -0.0244, 0.347, 1.161]).Alt(Alt));
        yield return ("grid", Plot.Grid("Grid", 2,
            Plot.New("bars").Y("v", from: -1, to: 1).Slide("z", [0.0, 1.0], (p, z) => p.Bars(["old", "new"], [1, z], color: Palette.Green)),
            Plot.New("line").X("t").Slide("z", [0.0, 1.0], (p, z) => p.Model(CellKind.Gru, X.Select(v => z * v))),
            Plot.New("map").Heat(new[,] { { 1, 2 } }, "u").Square()).HLine(0.5).Alt(Alt));
    }
}
