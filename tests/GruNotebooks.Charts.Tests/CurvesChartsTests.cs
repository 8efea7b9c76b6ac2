using GruNotebooks.Layers;
using GruNotebooks.Tasks;
using GruNotebooks.Training;

namespace GruNotebooks.Charts.Tests;

public class CurvesChartsTests
{
    [Fact]
    public void Charts_show_every_network_and_the_baseline()
    {
        var adding = new AddingProblem(6);
        var brief = adding.Settings with { Steps = 40, BatchSize = 8 };
        Contestant[] three = [new(CellKind.Rnn, 3), new(CellKind.Gru, 3), new("wide GRU", CellKind.Gru, 5)];
        var curves = Experiment.Run(adding, three, seeds: 2, brief);
        string loss = curves.LossPlot("Adding", log: true).Alt("All three networks are still near the baseline.").Json;
        Assert.All(new[] { "RNN", "GRU", "wide GRU", "baseline", "mean squared error", "training steps" }, text => Assert.Contains(text, loss));
        Assert.Contains("norm of the gradient", curves.GradientNormPlot("Adding").Alt("The norm is below two for all three networks.").Json);
        Assert.DoesNotContain("baseline", curves.ScorePlot("Adding").Alt("None of the three networks solves it in this time.").Json);
    }
}
