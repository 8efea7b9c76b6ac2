using System.Diagnostics.CodeAnalysis;
using GruNotebooks.Lessons.Exercises.Families;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>All exercises, in the order of the notebooks.</summary>
internal static class ExerciseBook
{
    public static IReadOnlyList<ExerciseTask> All { get; } =
    [
        RnnForwardExercises.Fade, RnnForwardExercises.Step, RnnForwardExercises.Unroll,
        RnnBackwardExercises.StepBackward, RnnBackwardExercises.ThroughTime, GradientCheckExercises.Numeric,
        VanishingExercises.Steps, VanishingExercises.JacobianProduct, VanishingExercises.GrowthCurve,
        ExplodingExercises.ClipByNorm, ExplodingExercises.HoldTheGradient,
        LstmForwardExercises.ForgetBias, LstmForwardExercises.Step, LstmBackwardExercises.GatesBackward,
        LstmForwardExercises.Counter, BugHuntExercises.LstmBug,
        GruForwardExercises.Blend, GruForwardExercises.UpdateGate, GruForwardExercises.Step, GruForwardExercises.StepAfter,
        GruMemoryExercises.HalfLife, GruMemoryExercises.Latch,
        GruBackwardExercises.CarryGradient, GruBackwardExercises.Gates, GruBackwardExercises.States, GruBackwardExercises.Weights,
        BugHuntExercises.GruBug, BugHuntExercises.WhatAChecksMisses,
        CountingExercises.OneLayer, CountingExercises.Stack, CountingExercises.Bidirectional, CountingExercises.UnderBudget, CountingExercises.EqualBudget,
        SpeedExercises.TimeRatio, SpeedExercises.MultiplyAdds, SpeedExercises.Roofline, SpeedExercises.FairMedian, SpeedExercises.UnfairBenchmark,
        MemoryTaskExercises.Baselines, MemoryTaskExercises.CopyBaseline, MemoryTaskExercises.AddingTarget, MemoryTaskExercises.ChronoBias, MemoryTaskExercises.ChooseCell, ExperimentDesignExercises.Plan,
        RealDataExercises.Persistence, RealDataExercises.Standardise, RealDataExercises.Temperature, RealDataExercises.NllPerStep, RealDataExercises.IsItADifference,
        InsideExercises.ReadHeatMap, InsideExercises.Saturation, InsideExercises.GateHalfLife, InsideExercises.Connectivity, InsideExercises.NameAUnit,
    ];

    /// <summary>The exercise called <paramref name="id"/>, or a line that names the closest one.</summary>
    public static bool TryFind(string id, [NotNullWhen(true)] out ExerciseTask? task, out string message)
    {
        task = All.FirstOrDefault(candidate => string.Equals(candidate.Id, id?.Trim(), StringComparison.OrdinalIgnoreCase));
        message = task is null ? $"There is no exercise \"{id}\". Did you mean \"{All.MinBy(candidate => Distance(candidate.Id, id ?? ""))!.Id}\"? Exercise.Progress() lists them all." : "";
        return task is not null;
    }

    /// <summary>The least number of letters to insert, delete or replace that turns one word into the other.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
