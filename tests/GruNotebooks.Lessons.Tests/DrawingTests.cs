using System.Xml.Linq;
using GruNotebooks.Cells;
using GruNotebooks.Layers;
using GruNotebooks.Lessons.Drawings;
using MathNet.Numerics.LinearAlgebra;

namespace GruNotebooks.Lessons.Tests;

public class DrawingTests
{
    public static TheoryData<string> Drawn => [CellKind.Rnn.Id, CellKind.Lstm.Id, CellKind.Gru.Id, CellKind.MinGru.Id];

    [Theory, MemberData(nameof(Drawn))]
    public void A_drawing_is_well_formed_SVG_with_a_title_a_description_and_every_equation_number(string id)
    {
        var kind = CellKind.Parse(id);
        var drawing = CellDrawing.Of(kind);
        var svg = XDocument.Parse(drawing.Svg).Root!;
        XNamespace names = "http://www.w3.org/2000/svg";
        Assert.Equal(names + "svg", svg.Name);
        Assert.Contains(kind.Name, svg.Element(names + "title")!.Value, StringComparison.Ordinal);
        Assert.True(svg.Element(names + "desc")!.Value.Length > 60);
        Assert.Equal($"{svg.Element(names + "title")!.Attribute("id")!.Value} {svg.Element(names + "desc")!.Attribute("id")!.Value}", svg.Attribute("aria-labelledby")!.Value);
        var words = string.Join(' ', svg.Descendants(names + "text").Select(text => text.Value));
        for (var equation = 1; equation <= kind.Equations; equation++) Assert.Contains($"({equation})", words, StringComparison.Ordinal);
        Assert.Contains(kind.Colour, drawing.Svg, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Drawn))]
    public void Every_symbol_of_a_drawing_stands_inside_it_and_every_path_is_of_straight_pieces(string id)
    {
        var diagram = CellDiagram.Of(CellKind.Parse(id));
        foreach (var (x, y) in diagram.Paths.SelectMany(path => path.Points).Concat(diagram.Nodes.Select(node => (node.X, node.Y))))
        {
            Assert.InRange(x, 20, CellDiagram.Width - 20);
            Assert.InRange(y, 20, CellDiagram.Height - 20);
        }
        foreach (var path in diagram.Paths)
            foreach (var (from, to) in path.Points.Zip(path.Points.Skip(1))) Assert.True(from.X == to.X ^ from.Y == to.Y);
    }

    [Fact]
    public void A_cell_without_a_drawing_is_refused_by_name() =>
        Assert.Contains("no drawing of MGU", Assert.Throws<ArgumentException>(() => CellDrawing.Of(CellKind.Mgu)).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(Drawn))]
    public void A_step_through_has_two_stops_for_each_equation_and_says_what_the_step_gives(string id)
    {
        var kind = CellKind.Parse(id);
        var cell = kind.CreateCell(1, 1, seed: 3);
        var plot = StepThrough.Of(cell, x: 1, h: 0.6, c: 0.2);
        var after = cell.Step(Vector<double>.Build.Dense(1, 1.0), new CellState(Vector<double>.Build.Dense(1, 0.6), kind.HasCellState ? Vector<double>.Build.Dense(1, 0.2) : null)).State;
        Assert.Contains(FormattableString.Invariant($"h' = {after.h[0]:F2}"), plot.Alt, StringComparison.Ordinal);
        for (var equation = 1; equation <= kind.Equations; equation++) Assert.Contains($"\u2190 \u2202({equation})", plot.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unrolled_drawing_ends_with_the_gradient_that_the_readable_cell_gives()
    {
        var cell = new RnnCell(new RnnParameters(1, 1) { Wh = Matrix<double>.Build.Dense(1, 1, 1.0), Uh = Matrix<double>.Build.Dense(1, 1, 0.8) });
        double[] xs = [1, 0, 0, 0.5];
        double h = 0, left = 1;
        foreach (var (x, t) in xs.Select((x, t) => (x, t)))
        {
            h = Math.Tanh((0.8 * h) + x);
            if (t > 0) left *= 0.8 * (1 - (h * h));
        }
        Assert.Contains(FormattableString.Invariant($"is {left:G2} at the first"), StepThrough.Sequence(cell, xs).Alt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_through_of_more_than_one_unit_is_refused() =>
        Assert.Contains("1 input and 1 unit", Assert.Throws<ArgumentException>(() => StepThrough.Of(new GruCell(2, 3, seed: 1), 1, 0)).Message, StringComparison.Ordinal);
}
