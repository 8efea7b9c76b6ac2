using GruNotebooks.Layers;
using GruNotebooks.Lessons.Exercises.Checking;
using GruNotebooks.Measuring;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 08: plan a comparison that answers its question.</summary>
internal static class ExperimentDesignExercises
{
    private const int Inputs = 2;
    private const double Baseline = 1.0 / 6;

    public static ExerciseTask Plan => new DesignTask<ExperimentPlan>
    {
        Id = "design-experiment",
        Title = "plan a comparison of two cells",
        IsBlank = plan => plan == new ExperimentPlan(),
        Judge = Judge,
        Recognises = ["no-units", "equal-units", "unequal-budget", "few-seeds", "guesser-solves", "loose", "never-solved", "cut-short", "other-examples", "best-run", "solved-only"],
        Hints =
        [
            "Go through the plan line by line and ask: could this line alone decide who wins?",
            "Equal parameters: ParameterFormula.HiddenSizeFor(kind, 2, budget) for both. A guesser scores 1/6, so \"solved\" must lie far below. A run that is cut short looks like a failure. A single run is an anecdote.",
            "For example 35 GRU units and 30 LSTM units, 5 seeds, at most 5,000 steps, solved below 0.01, the same examples, report C.",
        ],
        Moral = "a plan is good when you would accept its answer either way. Write it down before you run it.",
    };

    private static Finding Judge(ExperimentPlan plan)
    {
        if (plan.GruUnits < 1 || plan.LstmUnits < 1)
            return Finding.Mistaken("", "a cell has no units", "both cells need a size.", "no-units");
        var (gru, lstm) = (ParameterFormula.Count(CellKind.Gru, Inputs, plan.GruUnits), ParameterFormula.Count(CellKind.Lstm, Inputs, plan.LstmUnits));
        var counts = $"the GRU has {gru} parameters, the LSTM {lstm}";
        if (plan.GruUnits == plan.LstmUnits)
            return Finding.Mistaken("", counts, "equal units are not equal parameters, and the question asks for the latter.", "equal-units");
        if (Math.Abs(gru - lstm) > 0.1 * Math.Max(gru, lstm))
            return Finding.Mistaken("", counts, "they differ by more than a tenth; the larger network would have an excuse or an advantage.", "unequal-budget");
        if (plan.Seeds < 5)
            return Finding.Mistaken("the sizes", $"{plan.Seeds} seed{(plan.Seeds == 1 ? "" : "s")} for each cell", "runs of the same cell differ by a factor of two; with fewer than five you cannot see it.", "few-seeds");
        if (plan.SolvedBelow >= Baseline)
            return Finding.Mistaken("the sizes, the seeds", $"solved below {OutcomeText.Text(plan.SolvedBelow)}", "a network that remembers nothing scores 1/6 = 0.167: it would count as solved.", "guesser-solves");
        if (plan.SolvedBelow > 0.05)
            return Finding.Mistaken("the sizes, the seeds", $"solved below {OutcomeText.Text(plan.SolvedBelow)}", "half-solved runs would count: take a tenth of the guesser's score or less.", "loose");
        if (plan.SolvedBelow < 1e-4)
            return Finding.Mistaken("the sizes, the seeds", $"solved below {OutcomeText.Text(plan.SolvedBelow)}", "no run gets there in a reasonable time, so the plan would compare nothing.", "never-solved");
        if (plan.MostSteps < 2000)
            return Finding.Mistaken("the sizes, the seeds, the threshold", $"runs end after {plan.MostSteps} steps", "slow runs would be cut and counted as failures. Leave room: 2,000 steps or more.", "cut-short");
        if (!plan.SameExamples)
            return Finding.Mistaken("the sizes, the seeds, the threshold, the steps", "each cell sees other examples", "luck with the examples would count as merit of the cell.", "other-examples");
        return plan.Report.Trim().ToUpperInvariant() switch
        {
            "A" => Finding.Mistaken("all but the report", "the best run of each cell is reported", "the best run rewards luck, the more so the more it varies.", "best-run"),
            "B" => Finding.Mistaken("all but the report", "only the runs that solved it are reported", "a cell that fails four times of five would look as good as its one success.", "solved-only"),
            "C" => Finding.Solved($"A fair plan: {counts}."),
            _ => Finding.Mistaken("all but the report", "the report is still open", "A, B or C."),
        };
    }
}
