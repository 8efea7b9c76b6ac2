using System.Text.Json.Nodes;

namespace GruNotebooks.Charts;

/// <summary>Puts panels into a Plotly figure: places them by pixels, numbers their axes, sets the labels at the ends of lines, writes the frames of a slider.</summary>
internal sealed class FigureWriter(string heading, string note, int columns, IReadOnlyList<PlotPanel> panels, int? width, int? height)
{
    private const string Font = "Open Sans, Segoe UI, Helvetica Neue, Arial, Liberation Sans, sans-serif";
    private const string Ink = "#222222";

    public string Write()
    {
        foreach (var panel in panels) panel.Settle();
        var place = new PanelPlacement(heading, note, columns, panels, width, height);
        var data = new JsonArray();
        var moving = new List<(PlotPanel Panel, int Number, int First)>();
        var layout = Layout(place);
        var (annotations, shapes) = (new List<JsonObject>(), new List<JsonObject>());
        for (var n = 0; n < panels.Count; n++)
        {
            AddAxes(layout, place, n);
            AddTraces(data, place, n, panels[n]);
            annotations.AddRange(PanelHeading(place, n));
            if (panels[n].Slide is not { } slide)
            {
                AddMarks(annotations, shapes, place, n, panels[n], panels[n].Labels);
                continue;
            }
            moving.Add((panels[n], n, data.Count));
            AddTraces(data, place, n, slide.Panels[slide.Start]);
        }
        var figure = new JsonObject { ["data"] = data, ["layout"] = layout };
        if (moving.Count > 0) figure["frames"] = Frames(place, moving, annotations, shapes, layout);
        layout["annotations"] = Copies(annotations);
        layout["shapes"] = Copies(shapes);
        return PlotlyJson.Text(figure);
    }

    private JsonObject Layout(PanelPlacement place)
    {
        var layout = new JsonObject
        {
            ["width"] = place.Width,
            ["height"] = place.Height,
            ["margin"] = new JsonObject { ["l"] = place.Left, ["r"] = place.Right, ["t"] = place.Top, ["b"] = place.Bottom },
            ["paper_bgcolor"] = "#FFFFFF",
            ["plot_bgcolor"] = "#FFFFFF",
            ["font"] = new JsonObject { ["family"] = Font, ["size"] = 14, ["color"] = Ink },
            ["hoverlabel"] = new JsonObject { ["font"] = new JsonObject { ["size"] = 14 } },
            ["showlegend"] = place.Legend,
        };
        if (place.TitleText.Length > 0)
        {
            layout["title"] = new JsonObject
            {
                ["text"] = place.TitleText,
                ["font"] = new JsonObject { ["size"] = PanelPlacement.TitleSize, ["color"] = Ink },
                ["x"] = 0,
                ["xref"] = "container",
                ["xanchor"] = "left",
                ["y"] = 1,
                ["yref"] = "container",
                ["yanchor"] = "top",
                ["pad"] = new JsonObject { ["l"] = 14, ["t"] = place.TitlePad },
            };
        }
        if (place.Legend)
        {
            layout["legend"] = new JsonObject
            {
                ["orientation"] = "h",
                ["x"] = 0,
                ["xanchor"] = "left",
                ["y"] = PlotlyJson.Number(1 + (place.TopInset / place.InnerHeight)),
                ["yanchor"] = "bottom",
                ["font"] = new JsonObject { ["size"] = 14 },
            };
        }
        if (panels.Any(p => p.BarNames.Count > 0)) layout["bargap"] = 0.3;
        return layout;
    }

    private void AddAxes(JsonObject layout, PanelPlacement place, int n)
    {
        var (suffix, area) = (Suffix(n), place.Areas[n]);
        var (x, y) = (panels[n].X.ToJson(), panels[n].Y.ToJson());
        (x["domain"], y["domain"]) = (PlotlyJson.Numbers([area.X0, area.X1]), PlotlyJson.Numbers([area.Y0, area.Y1]));
        (x["anchor"], y["anchor"]) = ("y" + suffix, "x" + suffix);
        if (panels[n].Square) (y["scaleanchor"], x["constrain"], y["constrain"]) = ("x" + suffix, "domain", "domain");
        (layout["xaxis" + suffix], layout["yaxis" + suffix]) = (x, y);
    }

    private static void AddTraces(JsonArray data, PanelPlacement place, int n, PlotPanel panel)
    {
        var area = place.Areas[n];
        foreach (var make in panel.Traces)
        {
            var trace = make(place.Scale(n));
            (trace["xaxis"], trace["yaxis"]) = ("x" + Suffix(n), "y" + Suffix(n));
            if (trace["colorbar"] is JsonObject bar)
            {
                (bar["x"], bar["xanchor"]) = (PlotlyJson.Number(area.X1 + (8 / place.InnerWidth)), "left");
                (bar["y"], bar["yanchor"], bar["len"]) = (PlotlyJson.Number((area.Y0 + area.Y1) / 2), "middle", PlotlyJson.Number(area.Y1 - area.Y0));
            }
            data.Add((JsonNode)trace);
        }
    }

    private IEnumerable<JsonObject> PanelHeading(PanelPlacement place, int n)
    {
        if (panels[n].Heading.Length == 0) yield break;
        yield return new JsonObject
        {
            ["text"] = panels[n].Heading,
            ["xref"] = "paper",
            ["x"] = PlotlyJson.Number(place.Areas[n].X0),
            ["yref"] = "paper",
            ["y"] = PlotlyJson.Number(place.Areas[n].Y1),
            ["xanchor"] = "left",
            ["yanchor"] = "bottom",
            ["yshift"] = panels[n].TopTexts ? 6 + PlotPanel.TopTextHeight : 6,
            ["showarrow"] = false,
            ["font"] = new JsonObject { ["size"] = 16, ["color"] = Ink },
        };
    }

    /// <summary>A panel's own texts and lines, and the labels at the ends of <paramref name="labels"/>' lines, pushed apart where they would touch.</summary>
    private void AddMarks(List<JsonObject> annotations, List<JsonObject> shapes, PanelPlacement place, int n, PlotPanel marks, IReadOnlyList<EndLabel> labels)
    {
        var panel = panels[n];
        foreach (var text in marks.Annotations)
        {
            var own = Numbered(text, n);
            if (own["xref"]!.ToString() == "x" + Suffix(n)) own["x"] = PlotlyJson.Number(panel.X.Counted(text["x"]!.GetValue<double>()));
            if (own["yref"]!.ToString() == "y" + Suffix(n)) own["y"] = PlotlyJson.Number(panel.Y.Counted(text["y"]!.GetValue<double>()));
            annotations.Add(own);
        }
        shapes.AddRange(marks.Shapes.Select(s => Numbered(s, n)));
        annotations.AddRange(EndLabels.Place(labels, panel, place.Scale(n)).Select(text => Numbered(text, n)));
    }

    private JsonArray Frames(PanelPlacement place, List<(PlotPanel Panel, int Number, int First)> moving, List<JsonObject> annotations, List<JsonObject> shapes, JsonObject layout)
    {
        var slide = moving[0].Panel.Slide!;
        if (moving.Any(m => m.Panel.Slide!.Texts.Length != slide.Texts.Length))
            throw new ArgumentException("The sliders of a grid are one slider: give all the same number of positions.");
        var frames = new JsonArray();
        var (still, stillShapes) = (annotations.ToArray(), shapes.ToArray());
        for (var k = 0; k < slide.Texts.Length; k++)
        {
            var (traces, data) = (new JsonArray(), new JsonArray());
            var (texts, lines) = (still.ToList(), stillShapes.ToList());
            foreach (var (panel, n, first) in moving)
            {
                var drawn = panel.Slide!.Panels[k];
                for (var i = 0; i < drawn.Traces.Count; i++) traces.Add(first + i);
                AddTraces(data, place, n, drawn);
                AddMarks(texts, lines, place, n, panel, []);
                AddMarks(texts, lines, place, n, drawn, [.. panel.Labels, .. drawn.Labels]);
            }
            frames.Add((JsonNode)new JsonObject
            {
                ["name"] = slide.Texts[k],
                ["data"] = data,
                ["traces"] = traces,
                ["layout"] = new JsonObject { ["annotations"] = Copies(texts), ["shapes"] = Copies(lines) },
            });
            if (k != slide.Start) continue;
            annotations.AddRange(texts.Skip(still.Length));
            shapes.AddRange(lines.Skip(stillShapes.Length));
        }
        layout["sliders"] = new JsonArray(SliderJson.Control(slide, place.BelowAxes));
        SliderJson.KeepWhatMoves(frames);
        return frames;
    }

    private static string Suffix(int n) => n == 0 ? "" : $"{n + 1}";

    /// <summary>A copy whose references "x", "y", "x domain", "y domain" point to panel <paramref name="n"/>.</summary>
    private static JsonObject Numbered(JsonObject mark, int n)
    {
        var copy = (JsonObject)mark.DeepClone();
        foreach (var key in (ReadOnlySpan<string>)["xref", "yref"])
        {
            var reference = copy[key]!.ToString();
            copy[key] = reference[0] + Suffix(n) + reference[1..];
        }
        return copy;
    }

    private static JsonArray Copies(IEnumerable<JsonObject> marks) => new([.. marks.Select(m => m.DeepClone())]);
}
