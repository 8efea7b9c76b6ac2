using Microsoft.FSharp.Collections;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace GruNotebooks.Charts;

/// <summary>Puts panels into a chart of Plotly.NET: places them by pixels, numbers their axes, sets the labels at the ends of lines, writes the frames of a slider.</summary>
internal sealed class FigureWriter(string heading, string note, int columns, IReadOnlyList<PlotPanel> panels, int? width, int? height)
{
    /// <summary>Pixels that a line of text takes.</summary>
    private const double LineHeight = 18;

    public GenericChart Write()
    {
        foreach (var panel in panels) panel.Settle();
        var place = new PanelPlacement(heading, note, columns, panels, width, height);
        var traces = new List<Trace>();
        var moving = new List<(PlotPanel Panel, int Number, int First)>();
        var layout = Page(place);
        var (annotations, shapes) = (new List<Annotation>(), new List<Shape>());
        for (var n = 0; n < panels.Count; n++)
        {
            AddAxes(layout, place, n);
            traces.AddRange(TracesOf(panels[n], place, n));
            annotations.AddRange(PanelHeading(place, n));
            if (panels[n].Slide is not { } slide)
            {
                AddMarks(annotations, shapes, place, n, panels[n], panels[n].Labels);
                continue;
            }
            moving.Add((panels[n], n, traces.Count));
            traces.AddRange(TracesOf(slide.Panels[slide.Start], place, n));
        }
        NameOnce(traces);
        if (moving.Count > 0) AddFrames(layout, place, moving, annotations, shapes);
        layout.With(("annotations", annotations), ("shapes", shapes));
        return GenericChart.NewMultiChart(ListModule.OfSeq(traces), layout, new Config(), new DisplayOptions());
    }

    private Layout Page(PanelPlacement place) => new Layout().With(
        ("width", place.Width),
        ("height", place.Height),
        ("margin", new Margin().With(("l", place.Left), ("r", place.Right), ("t", place.Top), ("b", place.Bottom))),
        ("paper_bgcolor", "#FFFFFF"),
        ("plot_bgcolor", "#FFFFFF"),
        ("font", HouseStyle.FontOf(14, HouseStyle.Ink).With(("family", HouseStyle.Font))),
        ("hoverlabel", new Hoverlabel().With(("font", HouseStyle.FontOf(14)))),
        ("showlegend", place.Legend),
        ("title", place.TitleText.Length == 0 ? null : new Title().With(
            ("text", place.TitleText), ("font", HouseStyle.FontOf(PanelPlacement.TitleSize, HouseStyle.Ink)),
            ("x", 0), ("xref", "container"), ("xanchor", "left"),
            ("y", 1), ("yref", "container"), ("yanchor", "top"),
            ("pad", new Padding().With(("l", 14), ("t", place.TitlePad))))),
        ("legend", !place.Legend ? null : new Legend().With(
            ("orientation", "h"), ("x", 0), ("xanchor", "left"),
            ("y", 1 + (place.TopInset / place.InnerHeight)), ("yanchor", "bottom"), ("font", HouseStyle.FontOf(14)))),
        ("bargap", panels.Any(p => p.BarNames.Count > 0) ? 0.3 : null));

    private void AddAxes(Layout layout, PanelPlacement place, int n)
    {
        var (suffix, area) = (Suffix(n), place.Areas[n]);
        var x = panels[n].X.ToAxis().With(("domain", new[] { area.X0, area.X1 }), ("anchor", "y" + suffix));
        var y = panels[n].Y.ToAxis().With(("domain", new[] { area.Y0, area.Y1 }), ("anchor", "x" + suffix));
        if (panels[n].Square)
        {
            x.With(("constrain", "domain"));
            y.With(("scaleanchor", "x" + suffix), ("constrain", "domain"));
        }
        layout.With(("xaxis" + suffix, x), ("yaxis" + suffix, y));
    }

    private static IEnumerable<Trace> TracesOf(PlotPanel panel, PanelPlacement place, int n)
    {
        var area = place.Areas[n];
        foreach (var make in panel.Traces)
        {
            var trace = make(place.Scale(n)).With(("xaxis", "x" + Suffix(n)), ("yaxis", "y" + Suffix(n)));
            trace.Get<ColorBar>("colorbar")?.With(
                ("x", area.X1 + (8 / place.InnerWidth)), ("xanchor", "left"),
                ("y", (area.Y0 + area.Y1) / 2), ("yanchor", "middle"), ("len", area.Y1 - area.Y0));
            yield return trace;
        }
    }

    private IEnumerable<Annotation> PanelHeading(PanelPlacement place, int n)
    {
        if (panels[n].Heading.Length == 0) yield break;
        yield return new Annotation().With(
            ("text", panels[n].Heading),
            ("xref", "paper"), ("x", place.Areas[n].X0), ("xanchor", "left"),
            ("yref", "paper"), ("y", place.Areas[n].Y1), ("yanchor", "bottom"),
            ("yshift", panels[n].TopTexts ? 6 + PlotPanel.TopTextHeight : 6),
            ("showarrow", false),
            ("font", HouseStyle.FontOf(16, HouseStyle.Ink)));
    }

    /// <summary>A panel's own texts and lines, and the labels at the ends of <paramref name="labels"/>' lines, pushed apart where they would touch.</summary>
    private void AddMarks(List<Annotation> annotations, List<Shape> shapes, PanelPlacement place, int n, PlotPanel marks, IReadOnlyList<EndLabel> labels)
    {
        var panel = panels[n];
        var scale = place.Scale(n);
        var room = new DataRoom(panel, panel == marks ? [panel] : [panel, marks], scale);
        foreach (var text in marks.Annotations)
        {
            var own = Numbered(text, n);
            if (text.Get<string>("xref") == "x domain") BesideData(own, room, (panel.Y.Counted(text.Number("y")) - panel.Y.Range().Low) * scale.Y);
            if (text.Get<string>("xref") == "x") own.With(("x", panel.X.Counted(text.Number("x"))));
            if (text.Get<string>("yref") == "y") own.With(("y", panel.Y.Counted(text.Number("y"))));
            annotations.Add(own);
        }
        shapes.AddRange(marks.Shapes.Select(s => Numbered(s, n)));
        annotations.AddRange(EndLabels.Place(labels, panel, scale, room).Select(text => Numbered(text, n)));
    }

    private void AddFrames(Layout layout, PanelPlacement place, List<(PlotPanel Panel, int Number, int First)> moving, List<Annotation> annotations, List<Shape> shapes)
    {
        var slide = moving[0].Panel.Slide!;
        if (moving.Any(m => m.Panel.Slide!.Texts.Length != slide.Texts.Length))
            throw new ArgumentException("The sliders of a grid are one slider: give all the same number of positions.");
        var (still, stillShapes) = (annotations.ToArray(), shapes.ToArray());
        var (drawn, marks) = (new Trace[slide.Texts.Length][], new Layout[slide.Texts.Length]);
        for (var k = 0; k < slide.Texts.Length; k++)
        {
            var (texts, lines) = (still.ToList(), stillShapes.ToList());
            foreach (var (panel, n, _) in moving)
            {
                var here = panel.Slide!.Panels[k];
                AddMarks(texts, lines, place, n, panel, []);
                AddMarks(texts, lines, place, n, here, [.. panel.Labels, .. here.Labels]);
            }
            drawn[k] = [.. moving.SelectMany(m => TracesOf(m.Panel.Slide!.Panels[k], place, m.Number))];
            marks[k] = new Layout().With(("annotations", texts), ("shapes", lines));
            if (k != slide.Start) continue;
            annotations.AddRange(texts.Skip(still.Length));
            shapes.AddRange(lines.Skip(stillShapes.Length));
        }
        int[] redrawn = [.. moving.SelectMany(m => Enumerable.Range(m.First, m.Panel.Slide!.Panels[0].Traces.Count))];
        var (data, marksMove) = (SlideFrames.WhatMoves(drawn), !SlideFrames.Alike(marks));
        var frames = slide.Texts.Select((text, k) => new Frame().With(("name", text), ("data", data[k]), ("traces", redrawn), ("layout", marksMove ? marks[k] : null)));
        layout.With(("sliders", new[] { SlideFrames.Control(slide, place.BelowAxes) }), (FigureJson.Frames, frames.ToArray()));
    }

    /// <summary>The text of a line across the axes: where it was asked to stand, or else at an end, above or below the line, where it hides less data.</summary>
    private static void BesideData(Annotation text, DataRoom room, double height)
    {
        var (width, at) = (TextSize.Width(text.Get<string>("text")!, 14), text.Number("x"));
        (double At, string Anchor, string Side)[] places =
        [
            (at, text.Get<string>("xanchor")!, "bottom"), (1, "right", "bottom"), (0.02, "left", "bottom"),
            (at, text.Get<string>("xanchor")!, "top"), (1, "right", "top"), (0.02, "left", "top"), (0.5, "center", "bottom"), (0.5, "center", "top"),
        ];
        var best = DataRoom.Best(places.Where(p => p.Side == "bottom" ? height + LineHeight <= room.Height : height >= LineHeight).Prepend(places[0]), p => room.Hidden(
            (p.At * room.Width) - (p.Anchor switch { "right" => width, "left" => 0, _ => width / 2 }), p.Side == "bottom" ? height : height - LineHeight, width, LineHeight));
        text.With(("x", best.At), ("xanchor", best.Anchor), ("yanchor", best.Side));
    }

    /// <summary>What several panels of a grid draw alike stands once in the legend, and is shown and hidden together.</summary>
    private static void NameOnce(List<Trace> traces)
    {
        foreach (var alike in traces.Where(t => t.Get<object>("showlegend") is true).GroupBy(t => (t.Get<string>("name"), FigureJson.Of(t.Get<object>("marker")))).Where(g => g.Count() > 1))
        {
            foreach (var trace in alike) trace.With(("legendgroup", alike.Key.Item1));
            foreach (var trace in alike.Skip(1)) trace.With(("showlegend", false));
        }
    }

    private static string Suffix(int n) => n == 0 ? "" : $"{n + 1}";

    /// <summary>A copy whose references "x", "y", "x domain", "y domain" point to panel <paramref name="n"/>.</summary>
    private static T Numbered<T>(T mark, int n) where T : DynamicObj.DynamicObj, new()
    {
        var copy = mark.Copy();
        foreach (var key in (ReadOnlySpan<string>)["xref", "yref"])
        {
            var reference = mark.Get<string>(key)!;
            copy.SetProperty(key, reference[0] + Suffix(n) + reference[1..]);
        }
        return copy;
    }
}
