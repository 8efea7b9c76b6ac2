namespace GruNotebooks.Lessons.Exercises;

/// <summary>The plan of a comparison of a GRU with an LSTM, as the exercise design-experiment asks for it.</summary>
/// <remarks>The question: over 100 steps of the adding problem, does a GRU need fewer training steps than an LSTM of the same number of parameters?</remarks>
public sealed record ExperimentPlan
{
    /// <summary>Units of the GRU.</summary>
    public int GruUnits { get; init; }

    /// <summary>Units of the LSTM.</summary>
    public int LstmUnits { get; init; }

    /// <summary>How often each cell is trained, each time from other first weights.</summary>
    public int Seeds { get; init; }

    /// <summary>Training steps after which a run that has not solved the task is given up.</summary>
    public int MostSteps { get; init; }

    /// <summary>A run counts as solved when its mean squared error is below this.</summary>
    public double SolvedBelow { get; init; }

    /// <summary>Whether both cells see the same training examples in the same order.</summary>
    public bool SameExamples { get; init; }

    /// <summary>What is reported: A the best run of each cell, B the mean of the runs that solved it, C the median and the spread of all runs.</summary>
    public string Report { get; init; } = "";
}
