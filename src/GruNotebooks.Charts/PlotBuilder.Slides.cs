using GruNotebooks.Display;

namespace GruNotebooks.Charts;

public sealed partial class PlotBuilder
{
    /// <summary>
    /// A slider that redraws part of the chart for each of <paramref name="values"/>; it needs no kernel, only plotly.js.
    /// What was drawn before stays. In a grid, the sliders of all panels are one.
    /// </summary>
    /// <param name="name">What the slider changes, such as "z".</param>
    /// <param name="values">Its positions, from left to right.</param>
    /// <param name="draw">Draws the part for one value: always the same kinds of marks in the same order.</param>
    /// <param name="start">The position to begin with; by default the middle one.</param>
    /// <param name="digits">Significant digits of the values shown.</param>
    /// <exception cref="ArgumentException">No values, or not the same number of marks at each value.</exception>
    public PlotBuilder Slide(string name, IEnumerable<double> values, Action<PlotBuilder, double> draw, int? start = null, int digits = 3)
    {
        double[] at = [.. values];
        return Slide(name, at.Select(v => NumberText.Short(v, digits)), (p, i) => draw(p, at[i]), start);
    }

    /// <summary>A slider over named positions.</summary>
    /// <inheritdoc cref="Slide(string, IEnumerable{double}, Action{PlotBuilder, double}, int?, int)"/>
    public PlotBuilder Slide(string name, IEnumerable<string> texts, Action<PlotBuilder, int> draw, int? start = null)
    {
        string[] names = [.. texts];
        if (names.Length == 0) throw new ArgumentException($"Slider \"{name}\" has no positions; give one or more.", nameof(texts));
        var first = start ?? names.Length / 2;
        ArgumentOutOfRangeException.ThrowIfNegative(first, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, names.Length, nameof(start));
        var panel = Panel;
        var drawn = new PlotPanel[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            drawn[i] = new PlotPanel { X = panel.X, Y = panel.Y, Square = panel.Square, HorizontalBars = panel.HorizontalBars, SpareColours = panel.SpareColours };
            draw(new PlotBuilder("", drawn[i]), i);
            if (drawn[i].Traces.Count != drawn[0].Traces.Count)
                throw new ArgumentException($"Slider \"{name}\": {drawn[i].Traces.Count} marks at {names[i]}, {drawn[0].Traces.Count} at {names[0]}; draw as many at each.", nameof(draw));
        }
        panel.ColourBar |= drawn[0].ColourBar;
        panel.LegendEntries += drawn[0].LegendEntries;
        panel.Slide = new PlotSlide(name, names, first, drawn);
        return this;
    }
}
