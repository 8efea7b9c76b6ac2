namespace GruNotebooks.Training;

/// <summary>A look at the held-out examples during training.</summary>
/// <param name="Step">Training steps done so far.</param>
/// <param name="TrainingLoss">Mean loss of the batches since the look before; NaN before the first step.</param>
/// <param name="GradientNorm">Mean global norm of the gradient, before clipping, since the look before; NaN before the first step.</param>
/// <param name="Loss">Loss on the held-out examples.</param>
/// <param name="Score">The task's measure on the held-out examples.</param>
public sealed record TrainingPoint(int Step, double TrainingLoss, double GradientNorm, double Loss, double Score);
