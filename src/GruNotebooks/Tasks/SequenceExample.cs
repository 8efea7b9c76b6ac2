namespace GruNotebooks.Tasks;

/// <summary>One sequence of a data set with its answers, before it is put into a batch.</summary>
/// <param name="Input">What is read, [T · I], step by step.</param>
/// <param name="Classes">The right classes, one an answer; null when answers are numbers.</param>
/// <param name="Values">The right numbers, [S · O]; null when answers are classes.</param>
/// <param name="Counted">Which answers count; null for all.</param>
public sealed record SequenceExample(float[] Input, int[]? Classes = null, float[]? Values = null, bool[]? Counted = null);
