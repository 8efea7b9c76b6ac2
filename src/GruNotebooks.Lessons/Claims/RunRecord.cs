namespace GruNotebooks.Lessons.Claims;

/// <summary>What is kept of one training run: no timings, so the same run gives the same record on every machine.</summary>
/// <param name="Experiment">The name under which runs are compared, <c>adding-100</c>.</param>
/// <param name="Model">The network's name in charts and tables.</param>
/// <param name="Units">H.</param>
/// <param name="Parameters">Numbers it learned, head included.</param>
/// <param name="Seed">The one number that the run follows from.</param>
/// <param name="SolvedAt">Training steps done when the task first counted as solved; null if it never did.</param>
/// <param name="Steps">Training steps done.</param>
/// <param name="Loss">Held-out loss of the network that training left.</param>
/// <param name="Score">Its score.</param>
public sealed record RunRecord(
    string Experiment, string Model, int Units, int Parameters, ulong Seed, int? SolvedAt, int Steps, double Loss, double Score);
