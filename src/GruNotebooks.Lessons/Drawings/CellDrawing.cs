using System.Net;
using System.Text;
using GruNotebooks.Display;
using GruNotebooks.Layers;

namespace GruNotebooks.Lessons.Drawings;

/// <summary>A picture of a cell in the one visual language of the series: SVG, with a title and a description for who cannot see it.</summary>
/// <remarks>Boxes have weights, circles act element by element; the thick line is what the cell remembers, in the cell's colour; (n) is the number of the
/// equation in the readable cell. The same formats in every host: notebooks save it as image/svg+xml, which GitHub shows.</remarks>
[TypeFormatterSource(typeof(CellDrawingFormatters), PreferredMimeTypes = ["image/svg+xml", "text/plain"])]
public sealed class CellDrawing
{
    private const string Ink = "#333333", Paper = "#FFFFFF", Box = "#F2F2F2";

    private readonly CellDiagram diagram;

    private CellDrawing(CellDiagram diagram) => (this.diagram, Svg) = (diagram, Write(diagram));

    /// <summary>The drawing of a cell.</summary>
    /// <exception cref="ArgumentException">There is no drawing of this kind.</exception>
    public static CellDrawing Of(CellKind kind) => new(CellDiagram.Of(kind));

    /// <summary>The picture.</summary>
    public string Svg { get; }

    /// <summary>What it shows, in a sentence.</summary>
    public string Alt => $"Drawing of the {diagram.Kind.Name} cell. {diagram.Finding}";

    /// <summary>The picture, for hosts that show HTML.</summary>
    public string ToHtml() => Svg;

    /// <summary>The sentence.</summary>
    public override string ToString() => Alt;

    private static string Write(CellDiagram cell)
    {
        var svg = new StringBuilder();
        var id = cell.Kind.Id.ToLowerInvariant();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CellDiagram.Width} {CellDiagram.Height}" width="{CellDiagram.Width}" role="img" aria-labelledby="{id}-title {id}-desc" font-family="Georgia, serif" font-size="17">""")).Append('\n');
        svg.Append(Invariant($"<title id=\"{id}-title\">The {cell.Kind.Name} cell</title>\n<desc id=\"{id}-desc\">{Encode(cell.Finding)}</desc>\n"));
        svg.Append(Invariant($"""<rect width="{CellDiagram.Width}" height="{CellDiagram.Height}" fill="{Paper}"/>""")).Append('\n');
        foreach (var path in cell.Paths) Draw(svg, path, path.Memory ? cell.Kind.Colour : Ink);
        foreach (var node in cell.Nodes) Draw(svg, node, cell.Kind.Colour);
        return svg.Append("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, DiagramPath path, string colour)
    {
        // A white rim under the middle of each line keeps crossings apart; a dot marks where a line branches off another.
        var (start, end) = (Toward(path.Points[0], path.Points[1], 6), Toward(path.Points[^1], path.Points[^2], 6));
        svg.Append(Invariant($"""<polyline points="{Corners([start, .. path.Points[1..^1], end])}" fill="none" stroke="{Paper}" stroke-width="9"/>"""));
        svg.Append(Invariant($"""<polyline points="{Corners(path.Points)}" fill="none" stroke="{colour}" stroke-width="{(path.Memory ? 3.5 : 1.8)}"/>"""));
        if (path.Branches) svg.Append(Invariant($"""<circle cx="{path.Points[0].X}" cy="{path.Points[0].Y}" r="4" fill="{colour}"/>"""));
        Arrow(svg, path.Points[^2], path.Points[^1], colour);
        if (path.Label.Length > 0) Text(svg, path.LabelAt.X, path.LabelAt.Y, path.Label, Ink, italic: true, size: 15);
        if (path.From.Length > 0) Text(svg, path.Points[0].X - 16, path.Points[0].Y + 6, path.From, colour, italic: true, size: 20);
        if (path.To.Length > 0) Text(svg, path.Points[^1].X + 18, path.Points[^1].Y + 6, path.To, colour, italic: true, size: 20);
    }

    private static string Corners(IEnumerable<(int X, int Y)> points) => string.Join(' ', points.Select(p => Invariant($"{p.X},{p.Y}")));

    private static (int X, int Y) Toward((int X, int Y) from, (int X, int Y) to, int far) => (from.X + (far * Math.Sign(to.X - from.X)), from.Y + (far * Math.Sign(to.Y - from.Y)));

    private static void Arrow(StringBuilder svg, (int X, int Y) from, (int X, int Y) to, string colour)
    {
        var (dx, dy) = (Math.Sign(to.X - from.X), Math.Sign(to.Y - from.Y));
        var (bx, by) = (to.X - (9 * dx), to.Y - (9 * dy));
        svg.Append(Invariant($"""<polygon points="{to.X},{to.Y} {bx - (5 * dy)},{by - (5 * dx)} {bx + (5 * dy)},{by + (5 * dx)}" fill="{colour}"/>""")).Append('\n');
    }

    private static void Draw(StringBuilder svg, DiagramNode node, string colour)
    {
        if (node.Shape == NodeShape.Operation)
        {
            svg.Append(Invariant($"""<circle cx="{node.X}" cy="{node.Y}" r="14" fill="{Paper}" stroke="{Ink}" stroke-width="1.8"/>"""));
            Text(svg, node.X, node.Y + 6, node.Text, Ink, italic: false, size: node.Text.Length > 1 ? 14 : 19);
            if (node.Equation.Length > 0) Text(svg, node.X, node.Y + (node.Y > 160 ? 32 : -22), node.Equation, colour, italic: false, size: 15);
            return;
        }
        var fill = node.Shape == NodeShape.Candidate ? Paper : Box;
        svg.Append(Invariant($"""<rect x="{node.X - 40}" y="{node.Y - 20}" width="80" height="40" rx="8" fill="{fill}" stroke="{Ink}" stroke-width="1.8"/>"""));
        Text(svg, node.X, node.Y + 6, node.Name == "a" ? node.Text : $"{Symbol(node.Name)} = {node.Text}", Ink, italic: true, size: 17);
        Text(svg, node.X + 44, node.Y - 8, node.Equation, colour, italic: false, size: 15, anchor: "start");
    }

    internal static string Symbol(string name) => name == "h~" ? "h̃" : name;

    private static void Text(StringBuilder svg, int x, int y, string text, string colour, bool italic, int size, string anchor = "middle") =>
        svg.Append(Invariant($"""<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}" font-size="{size}"{(italic ? " font-style=\"italic\"" : "")}>{Encode(text)}</text>""")).Append('\n');

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The formats of a <see cref="CellDrawing"/>.</summary>
internal sealed class CellDrawingFormatters() : FormatterSource(
[
    DisplayFormatter.Of<CellDrawing>("image/svg+xml", drawing => drawing.Svg),
    DisplayFormatter.Of<CellDrawing>("text/plain", drawing => drawing.ToString()),
]);
