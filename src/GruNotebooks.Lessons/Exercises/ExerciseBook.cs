using System.Diagnostics.CodeAnalysis;
using GruNotebooks.Lessons.Exercises.Checking;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>The exercises by notebook, in the order in which a reader meets them.</summary>
internal static class ExerciseBook
{
    private static readonly (string Notebook, ExerciseTask[] Tasks)[] Chapters =
    [
        ("01-rnn-and-bptt",
        [
            RnnForwardExercises.Fade, RnnForwardExercises.Step, RnnForwardExercises.Unroll,
            RnnBackwardExercises.StepBackward, RnnBackwardExercises.ThroughTime, GradientCheckExercises.Numeric,
        ]),
        ("02-vanishing-gradients",
        [
            VanishingExercises.Steps, VanishingExercises.JacobianProduct, VanishingExercises.GrowthCurve,
            ExplodingExercises.ClipByNorm, ExplodingExercises.HoldTheGradient,
        ]),
        ("03-lstm",
        [
            LstmForwardExercises.ForgetBias, LstmForwardExercises.Step, LstmBackwardExercises.GatesBackward,
            LstmForwardExercises.Counter, BugHuntExercises.LstmBug,
        ]),
        ("04-gru-gates",
        [
            GruForwardExercises.Blend, GruForwardExercises.UpdateGate, GruForwardExercises.Step, GruForwardExercises.StepAfter,
            GruMemoryExercises.HalfLife, GruMemoryExercises.Latch,
        ]),
        ("05-gru-backward",
        [
            GruBackwardExercises.CarryGradient, GruBackwardExercises.Gates, GruBackwardExercises.States, GruBackwardExercises.Weights,
            BugHuntExercises.GruBug, BugHuntExercises.WhatAChecksMisses,
        ]),
        ("06-parameter-counts",
        [
            CountingExercises.OneLayer, CountingExercises.Stack, CountingExercises.Bidirectional,
            CountingExercises.UnderBudget, CountingExercises.EqualBudget,
        ]),
        ("07-speed",
        [
            SpeedExercises.TimeRatio, SpeedExercises.MultiplyAdds, SpeedExercises.Roofline, SpeedExercises.FairMedian, SpeedExercises.UnfairBenchmark,
        ]),
        ("08-memory-tasks",
        [
            MemoryTaskExercises.Baselines, MemoryTaskExercises.CopyBaseline, MemoryTaskExercises.AddingTarget,
            MemoryTaskExercises.ChronoBias, MemoryTaskExercises.ChooseCell, ExperimentDesignExercises.Plan,
        ]),
        ("09-real-data",
        [
            RealDataExercises.Persistence, RealDataExercises.Standardise, RealDataExercises.Temperature,
            RealDataExercises.NllPerStep, RealDataExercises.IsItADifference,
        ]),
        ("10-inside-a-trained-gru",
        [
            InsideExercises.ReadHeatMap, InsideExercises.Saturation, InsideExercises.GateHalfLife,
            InsideExercises.Connectivity, InsideExercises.NameAUnit,
        ]),
        ("11-conventions-rosetta",
        [
            RosettaExercises.GateOrder, RosettaExercises.FlipUpdate, RosettaExercises.MergeBiases, RosettaExercises.ReadTheError,
        ]),
        ("12-train-your-own",
        [
            OwnTextExercises.Encode, OwnTextExercises.Pair, OwnTextExercises.CrossEntropy, OwnTextExercises.Adam, OwnTextExercises.StopEarly,
            CounterExercises.SameTimeYesterday, CounterExercises.BeatTheLine, CounterExercises.Alarms,
        ]),
        ("13-gated-recurrence-since-2024",
        [
            GatedRecurrenceExercises.Step, GatedRecurrenceExercises.Compose, GatedRecurrenceExercises.ParityByHand,
            GatedRecurrenceExercises.WhyNotParity, GatedRecurrenceExercises.Count,
        ]),
    ];

    public static IReadOnlyList<ExerciseTask> All { get; } = [.. Chapters.SelectMany(chapter => chapter.Tasks)];

    /// <summary>The numbers of the first and the last notebook with exercises: "01".</summary>
    public static string FirstChapter => Chapters[0].Notebook[..2];

    /// <inheritdoc cref="FirstChapter"/>
    public static string LastChapter => Chapters[^1].Notebook[..2];

    /// <summary>The file name, without ending, of the notebook that an exercise belongs to.</summary>
    public static string NotebookOf(ExerciseTask task) => Array.Find(Chapters, chapter => chapter.Tasks.Contains(task)).Notebook;

    /// <summary>The exercise called <paramref name="id"/>, or a line that names the closest one.</summary>
    public static bool TryFind(string id, [NotNullWhen(true)] out ExerciseTask? task, out string message)
    {
        task = All.FirstOrDefault(candidate => string.Equals(candidate.Id, id?.Trim(), StringComparison.OrdinalIgnoreCase));
        message = task is null ? $"There is no exercise \"{id}\". Did you mean \"{Spelling.Nearest(id ?? "", All.Select(candidate => candidate.Id)).First()}\"? Exercise.Progress() lists them all." : "";
        return task is not null;
    }
}
