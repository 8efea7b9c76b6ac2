using GruNotebooks.Cells;
using GruNotebooks.Charts;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Drawings;

/// <summary>Drawings with a slider: values flow forward through a cell or through a sequence, then gradients flow back. No kernel is needed to move it.</summary>
public static class StepThrough
{
    private const double Invisible = 0.1;   // pixels: Plotly takes 0 for its default
    private const string Ink = "#333333", Waiting = "#DDDDDD", Back = Palette.Purple;

    /// <summary>One step of a cell with a single unit, equation by equation, then backward from ∂loss/∂h' = 1.</summary>
    /// <param name="cell">A readable LSTM, GRU (ResetBefore) or minGRU with one unit and one input.</param>
    /// <param name="x">The input.</param>
    /// <param name="h">The state before the step.</param>
    /// <param name="c">The cell state before the step, of an LSTM.</param>
    /// <exception cref="ArgumentException">The cell has more than one unit or input, or there is no drawing of it.</exception>
    public static Plot Of(Cell cell, double x, double h, double c = 0)
    {
        if (cell.InputSize != 1 || cell.HiddenSize != 1)
            throw new ArgumentException($"A step-through shows single numbers, so the cell must have 1 input and 1 unit; this one has {cell.InputSize} and {cell.HiddenSize}.", nameof(cell));
        var diagram = CellDiagram.Of(CellKind.Of(cell));
        var (values, gradients) = Numbers(cell, x, h, c);
        var n = diagram.Steps;
        string[] stops = [.. Enumerable.Range(1, n).Select(k => $"→ ({k})"), .. Enumerable.Range(1, n).Select(k => $"← ∂({n + 1 - k})")];
        var outcome = cell.HasCellState ? $"c' = {values["c'"]:F2} and h' = {values["h'"]:F2}" : $"h' = {values["h'"]:F2}";
        return Plot.New($"One step of {Article(diagram.Kind)}, equation by equation")
            .Note("move the slider: first values flow to the right, then gradients back to the left; purple is the gradient of a loss with respect to what stands there")
            .X("", from: 0, to: CellDiagram.Width, ticks: []).Y("", from: 0, to: CellDiagram.Height, ticks: []).Size(900, 560)
            .Slide("equation", stops, (plot, k) => Draw(plot, diagram, k < n ? k + 1 : n, k < n ? n + 1 : (2 * n) - k, values, gradients), start: n - 1)
            .Alt(FormattableString.Invariant($"Drawing of the {diagram.Kind.Name} with numbers on it: from x = {x} and h = {h} the step gives {outcome}; backward, a gradient of 1 at h' becomes {gradients["h"]:F2} at h."));
    }

    /// <summary>A readable cell over a sequence, unrolled: states appear from left to right, then the gradient of the last state's first unit comes back.</summary>
    /// <param name="cell">A readable cell with one input.</param>
    /// <param name="xs">What it reads, one number a step.</param>
    /// <exception cref="ArgumentException">The cell has more than one input.</exception>
    public static Plot Sequence(Cell cell, IReadOnlyList<double> xs)
    {
        if (cell.InputSize != 1) throw new ArgumentException($"The unrolled drawing shows one input a step; this cell has {cell.InputSize}.", nameof(cell));
        var steps = xs.Count;
        var (states, gradients) = Unroll(cell, xs);
        string[] stops = [.. Enumerable.Range(1, steps).Select(t => $"→ {t}"), .. Enumerable.Range(1, steps).Select(t => $"← {steps + 1 - t}")];
        return Plot.New("A sequence, forward and back").Note("states h of the first unit above the boxes; purple: ∂(last h)/∂h, what is left of the gradient at each step")
            .X("step", from: 0.3, to: steps + 0.7, ticks: [.. Enumerable.Range(1, steps).Select(t => (double)t)], names: [.. Enumerable.Range(1, steps).Select(t => $"{t}")])
            .Y("", from: 0, to: 4, ticks: [0.5, 1.5, 2.5, 3.5], names: ["input x", "cell", "state h", "gradient"]).Size(1000, 460)
            .Slide("position", stops, (plot, k) => DrawSequence(plot, k, xs, states, gradients), start: steps - 1)
            .Alt(FormattableString.Invariant($"Unrolled drawing of {steps} steps. Forward, the state goes from {states[0]:F2} to {states[^1]:F2}; backward, a gradient of 1 at the last step is {gradients[0]:G2} at the first."));
    }

    private static void Draw(PlotBuilder plot, CellDiagram cell, int forward, int backward, Dictionary<string, double> values, Dictionary<string, double> gradients)
    {
        foreach (var path in cell.Paths)
        {
            var (reached, returned) = (path.Step <= forward, path.Step >= backward);
            plot.Line("", path.Points.Select(p => p.X), path.Points.Select(p => Up(p.Y)), returned ? Back : reached ? path.Memory ? cell.Kind.Colour : Ink : Waiting, width: path.Memory ? 4 : 2);
        }
        foreach (var node in cell.Nodes)
        {
            var shown = node.Step >= backward ? Back : node.Step <= forward ? Ink : Waiting;
            var text = node.Name.Length == 0 ? node.Text : Label(node, node.Step <= forward, node.Step >= backward, values, gradients);
            var operation = node.Shape == NodeShape.Operation;
            plot.Points("", [node.X], [Up(node.Y)], shown, operation ? "circle" : "square", operation ? 14 : 22);
            plot.Points("", [node.X + (operation ? -16 : 50)], [Up(node.Y) + (operation ? 4 : 2)], shown, size: Invisible, texts: [text]);   // beside the node, clear of the lines
        }
        foreach (var path in cell.Paths.Where(path => path.From.Length + path.To.Length > 0))
        {
            var incoming = path.From.Length > 0;
            var (name, at) = incoming ? (path.From, path.Points[0]) : (path.To, path.Points[^1]);
            var known = incoming || path.Step <= forward;
            var back = gradients.ContainsKey(name) && (incoming ? backward <= 1 : backward <= cell.Steps);
            var colour = back ? Back : known ? cell.Kind.Colour : Waiting;
            var text = back ? FormattableString.Invariant($"∂{name} = {gradients[name]:F2}") : known ? FormattableString.Invariant($"{name} = {values[name]:F2}") : name;
            plot.Points("", [at.X], [Up(at.Y)], colour, "diamond", 10);
            plot.Points("", [at.X], [Up(at.Y) + (name == "x" ? -30 : 3)], colour, size: Invisible, texts: [text]);   // that of x below, clear of h
        }
    }

    private static string Label(DiagramNode node, bool known, bool back, Dictionary<string, double> values, Dictionary<string, double> gradients)
    {
        var name = CellDrawing.Symbol(node.Name);
        return back ? FormattableString.Invariant($"{node.Equation} ∂{name} = {gradients[node.Name]:F3}")
            : known ? FormattableString.Invariant($"{node.Equation} {name} = {values[node.Name]:F2}") : $"{node.Equation} {name}";
    }

    private static void DrawSequence(PlotBuilder plot, int k, IReadOnlyList<double> xs, double[] states, double[] gradients)
    {
        var steps = xs.Count;
        var (read, returned) = (Math.Min(k + 1, steps), k < steps ? steps : (2 * steps) - 1 - k);
        for (var t = 0; t < steps; t++)
        {
            var (known, back) = (t < read, t >= returned);
            var ink = back ? Back : known ? Ink : Waiting;
            plot.Line("", [t + 1.0, t + 1.0], [0.5, 2.5], ink, width: 2);
            if (t > 0) plot.Line("", [(double)t, t + 1.0], [1.5, 1.5], t >= returned ? Back : known ? Ink : Waiting, width: 4);
            plot.Points("", [t + 1.0], [0.5], ink, "diamond", 10);
            plot.Points("", [t + 1.0], [0.08], ink, size: Invisible, texts: [FormattableString.Invariant($"{xs[t]:F1}")]);
            plot.Points("", [t + 1.0], [1.5], ink, "square", 22);
            plot.Points("", [t + 1.0], [2.5], known ? Ink : Waiting, "circle", 10 + (known ? 20 * Math.Abs(states[t]) : 0), [known ? FormattableString.Invariant($"{states[t]:F2}") : ""]);
            plot.Points("", [t + 1.0], [3.5], back ? Back : Waiting, "circle", 6 + (back ? 20 * Math.Min(1, Math.Abs(gradients[t])) : 0), [back ? FormattableString.Invariant($"{gradients[t]:G2}") : ""]);
        }
    }

    private static (double[] States, double[] Gradients) Unroll(Cell cell, IReadOnlyList<double> xs)
    {
        var (state, caches, states) = (cell.ZeroState(), new List<CellCache>(), new List<double>());
        foreach (var x in xs)
        {
            var (next, cache) = cell.Step(One(x), state);
            caches.Add(cache);
            states.Add(next.h[0]);
            state = next;
        }
        var d = cell.ZeroState();
        d.h[0] = 1;
        var gradients = new double[xs.Count];
        for (var t = xs.Count - 1; t >= 0; t--)
        {
            gradients[t] = d.h[0];
            d = cell.StepBack(d, caches[t], cell.ZeroGradients()).dPrevious;
        }
        return ([.. states], gradients);
    }

    /// <summary>What stands at each symbol, and the gradient there; of gates and candidates the gradient before σ or tanh, which is that of the bias.</summary>
    private static (Dictionary<string, double> Values, Dictionary<string, double> Gradients) Numbers(Cell cell, double x, double h, double c)
    {
        var before = new CellState(One(h), cell.HasCellState ? One(c) : null);
        var (after, cache) = cell.Step(One(x), before);
        var grad = cell.ZeroGradients();
        var (dx, dPrevious) = cell.StepBack(new CellState(One(1), cell.HasCellState ? One(0) : null), cache, grad);
        Dictionary<string, double> values = new() { ["x"] = x, ["h"] = h, ["h'"] = after.h[0] }, gradients = new() { ["x"] = dx[0], ["h"] = dPrevious.h[0], ["h'"] = 1 };
        if (after.c is { } cNext) (values["c"], values["c'"], gradients["c"]) = (c, cNext[0], dPrevious.c![0]);
        foreach (var (name, value) in cache switch
        {
            LstmCache lstm => new[] { ("i", lstm.i), ("f", lstm.f), ("g", lstm.g), ("o", lstm.o) },
            GruCache gru => [("z", gru.z), ("r", gru.r), ("h~", gru.hTilde)],
            MinGruCache min => [("z", min.z), ("h~", min.hTilde)],
            _ => [("a", after.h)],
        })
        {
            values[name] = value[0];
            gradients[name] = grad["b" + (name is "h~" or "a" ? "h" : name)][0, 0];
        }
        if (cache is LstmCache { o: var o, c: var memory }) gradients["c'"] = o[0] * (1 - (SameBits.Tanh(memory[0]) * SameBits.Tanh(memory[0])));   // ∂(6)/∂c'
        return (values, gradients);
    }

    /// <summary>The drawing counts down the page, a chart up.</summary>
    private static int Up(int y) => CellDiagram.Height - y;

    private static Vector<double> One(double value) => Vector<double>.Build.Dense(1, value);

    private static string Article(CellKind kind) => kind == CellKind.MinGru || kind == CellKind.Gru ? $"a {kind.Name}" : $"an {kind.Name}";
}
