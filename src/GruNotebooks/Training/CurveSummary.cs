namespace GruNotebooks.Training;

/// <summary>What came out for one network, as a table shows it.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Units">H.</param>
/// <param name="Parameters">Numbers it learned.</param>
/// <param name="Solved">Seeds that solved the task.</param>
/// <param name="MedianSteps">Median steps to solve.</param>
/// <param name="StepsBySeed">Steps to solve of each seed; – where it did not.</param>
/// <param name="Loss">Median held-out loss at the end.</param>
/// <param name="Score">Median of the task's measure at the end.</param>
public sealed record CurveSummary(string Network, int Units, int Parameters, string Solved, string MedianSteps, string StepsBySeed, double Loss, double Score);
