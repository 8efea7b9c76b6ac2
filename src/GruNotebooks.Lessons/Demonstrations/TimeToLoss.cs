using System.Text.Json.Serialization;
using GruNotebooks.Display;

namespace GruNotebooks.Lessons.Demonstrations;

/// <summary>Whole trainings until a loss is reached, by this library and by others, in turns in one run on one machine, and kept in data/results.</summary>
/// <param name="Machine">The processor, in words.</param>
/// <param name="Peers">Which build of which library.</param>
/// <param name="Rows">One for each task and seed.</param>
public sealed record TimeToLoss(string Machine, string Peers, IReadOnlyList<TimeToLossRow> Rows)
{
    /// <summary>Reads <c>data/results/time-to-loss.json</c>.</summary>
    /// <exception cref="FileNotFoundException">The library is outside a clone, or the file is missing.</exception>
    /// <exception cref="InvalidDataException">The file is not such a comparison.</exception>
    public static TimeToLoss Read() => SavedComparison.Read<TimeToLoss, TimeToLossRow>("time-to-loss", read => read.Rows);

    internal static TimeToLoss Parse(string json, string file) => SavedComparison.Parse<TimeToLoss, TimeToLossRow>(json, file, read => read.Rows);

    /// <summary>The other libraries, in the order in which they were timed.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Others => [.. Rows.SelectMany(row => row.Runs).Select(run => run.Library).Where(library => library != TimeToLossRow.Ours).Distinct()];

    /// <summary>The rows of each task: its seeds.</summary>
    [JsonIgnore]
    public IReadOnlyList<IGrouping<string, TimeToLossRow>> Tasks => [.. Rows.GroupBy(row => row.Task)];

    /// <summary>How far the others' first held-out losses are from ours, at most: next to nothing if all train the same network.</summary>
    [JsonIgnore]
    public double FirstLossesApart => Rows.Max(row => row.Runs.Max(run => Math.Abs(run.FirstLoss - row.Of(TimeToLossRow.Ours).FirstLoss)));

    /// <summary>A row for each task and seed: steps of every library, and the others' times over ours, whole and of a step.</summary>
    public ResultTable Table()
    {
        var others = Others;
        var table = new ResultTable(["task", "held-out loss", "seed", "steps, ours", .. others.Select(name => $"steps, {name}"), .. others.Select(name => $"{name}: its time / ours (of a step)")]);
        foreach (var row in Rows)
        {
            var steps = others.Select(object (name) => row.Of(name).Steps);
            var ratios = others.Select(object (name) => FormattableString.Invariant($"{row.Over(name):F1} ({row.OverByStep(name):F1})"));
            table.Row([row.Task, row.Target, row.Seed, row.Of(TimeToLossRow.Ours).Steps, .. steps, .. ratios]);
        }
        return table;
    }
}

/// <summary>One task from one seed: first weights, batches and held-out examples were the same for every library.</summary>
/// <param name="Task">What was learned.</param>
/// <param name="Network">Which network, in words.</param>
/// <param name="Seed">Which first weights and which batches.</param>
/// <param name="Target">The held-out loss at which a training ended.</param>
/// <param name="Runs">One for each library, ours first.</param>
public sealed record TimeToLossRow(string Task, string Network, int Seed, double Target, IReadOnlyList<TimedTraining> Runs)
{
    internal const string Ours = "ours";

    /// <summary>The training by a library; "ours" is this one.</summary>
    /// <exception cref="ArgumentException">It was not timed.</exception>
    public TimedTraining Of(string library) => Runs.FirstOrDefault(run => run.Library == library) ??
        throw new ArgumentException($"There is no run of \"{library}\"; there are {string.Join(", ", Runs.Select(run => run.Library))}.", nameof(library));

    /// <summary>A library's time until the loss, over ours.</summary>
    public double Over(string library) => Of(library).Seconds / Of(Ours).Seconds;

    /// <summary>A library's time for a step, evaluations shared out, over ours.</summary>
    public double OverByStep(string library) => Of(library).SecondsPerStep / Of(Ours).SecondsPerStep;
}

/// <summary>One training.</summary>
/// <param name="Library">Whose.</param>
/// <param name="Steps">Steps to the evaluation at which the loss was at or below the target.</param>
/// <param name="Seconds">From the first step to that evaluation, all evaluations included, and neither the start of the program nor the reading of files.</param>
/// <param name="FirstLoss">The loss at the first evaluation: all libraries train the same network if it is the same.</param>
public sealed record TimedTraining(string Library, int Steps, double Seconds, double FirstLoss)
{
    /// <summary>Seconds a step, evaluations shared out.</summary>
    [JsonIgnore]
    public double SecondsPerStep => Seconds / Steps;
}
