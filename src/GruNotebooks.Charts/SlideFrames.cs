using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace GruNotebooks.Charts;

/// <summary>The moving part of a figure, which Plotly.NET leaves out: frames that hold no more than what moves, and the slider that shows them.</summary>
internal static class SlideFrames
{
    /// <summary>Of each position's traces, what is not alike at all positions: the rest the figure has already.</summary>
    /// <param name="traces">For each position, the traces that are drawn anew.</param>
    public static DynamicObj.DynamicObj[][] WhatMoves(Trace[][] traces)
    {
        string[][] moving = [.. traces[0].Select((first, i) => first.Properties.Keys.Where(name => !Alike(traces.Select(t => t[i].Get<object>(name)))).ToArray())];
        return [.. traces.Select(position => position.Select((trace, i) =>
            new DynamicObj.DynamicObj().With([.. moving[i].Select(name => (name, trace.Get<object>(name)))])).ToArray())];
    }

    /// <summary>Whether all of them are the same text in a figure.</summary>
    public static bool Alike(IEnumerable<object?> parts) => parts.Select(FigureJson.Of).Distinct().Count() == 1;

    /// <param name="slide">Its positions.</param>
    /// <param name="below">Pixels between the axes and the control.</param>
    public static Slider Control(PlotSlide slide, double below) => new Slider().With(
        ("active", slide.Start),
        ("x", 0), ("len", 1),
        ("y", 0), ("yanchor", "top"),
        ("pad", new Padding().With(("t", below), ("b", 0))),
        ("currentvalue", new SliderCurrentValue().With(("prefix", slide.Name + ": "), ("xanchor", "left"), ("font", HouseStyle.FontOf(16)))),
        ("font", HouseStyle.FontOf(14)),
        ("steps", slide.Texts.Select(Step).ToArray()));

    private static SliderStep Step(string text) => new SliderStep().With(
        ("label", text),
        ("method", "animate"),
        ("args", new object[] { new[] { text }, new { mode = "immediate", frame = new { duration = 0, redraw = true }, transition = new { duration = 0 } } }));
}
