using GruNotebooks.Layers;
using GruNotebooks.Training;

namespace GruNotebooks.Charts;

/// <summary>Learning curves as charts; add what the curves show with <c>.Alt("…")</c>.</summary>
public static class CurvesCharts
{
    /// <summary>Held-out loss over training steps: for each network the median of its seeds and their quartiles, and the baseline.</summary>
    /// <param name="curves">What an experiment gave.</param>
    /// <param name="title">What is compared.</param>
    /// <param name="log">Whether the loss axis is logarithmic.</param>
    public static PlotBuilder LossPlot(this Curves curves, string title, bool log = false) =>
        Draw(curves, title, point => point.Loss).Y(curves.Task.Loss.Name, log: log).HLine(curves.Task.Baseline, "baseline");

    /// <summary>The task's own measure on the held-out examples over training steps.</summary>
    /// <inheritdoc cref="LossPlot"/>
    public static PlotBuilder ScorePlot(this Curves curves, string title, bool log = false) =>
        Draw(curves, title, point => point.Score).Y(curves.Task.ScoreName, log: log);

    /// <summary>Norm of the gradient before clipping over training steps.</summary>
    /// <inheritdoc cref="LossPlot"/>
    public static PlotBuilder GradientNormPlot(this Curves curves, string title, bool log = true) =>
        Draw(curves, title, point => point.GradientNorm).Y("norm of the gradient", log: log);

    private static PlotBuilder Draw(Curves curves, string title, Func<TrainingPoint, double> value)
    {
        var plot = Plot.New(title).X("training steps");
        var drawn = new HashSet<CellKind>();
        foreach (var curve in curves)
        {
            // The first network of a kind has the kind's colour; others of it must look different.
            plot = drawn.Add(curve.Kind)
                ? plot.Seeds(curve.Kind, curve.Steps, curve.BySeed(value), curve.Label)
                : plot.Seeds(curve.Label, curve.Steps, curve.BySeed(value));
        }
        return plot;
    }
}
