using GruNotebooks.Cells;
using static GruNotebooks.Lessons.Museum.BugMuseumGrus;
using static GruNotebooks.Lessons.Museum.BugMuseumLstms;
using static GruNotebooks.Lessons.Museum.BugMuseumRnns;

namespace GruNotebooks.Lessons.Museum;

/// <summary>The labels beside the exhibits: what was written, and where. Every source was read.</summary>
internal static class BugMuseumCatalogue
{
    public static IEnumerable<BugMuseumExhibit> Backward() =>
    [
        new(nameof(SigmoidForItsSlope), BugKind.Backward, Lstm(p => new SigmoidForItsSlope(p)))
        {
            Mistake = "df is multiplied by σ(f), a second sigmoid of the gate; its slope f ⊙ (1 − f) belongs there",
            Source = "nicklashansen/rnn_lstm_from_scratch, issue 1 (2019): the reporter had run a gradient check",
            Link = "https://github.com/nicklashansen/rnn_lstm_from_scratch/issues/1",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "learns nearly as fast as the right cell; nothing looks wrong",
        },
        new(nameof(NothingCrossesTime), BugKind.Backward, Lstm(p => new NothingCrossesTime(p)))
        {
            Mistake = "dh_prev and dC_prev are computed, but the dh_next and dC_next that the next round of the loop reads stay zero",
            Source = "CaptainE/RNN-LSTM-in-numpy, issue 1 (2023), of code that nicklashansen/rnn_lstm_from_scratch shares",
            Link = "https://github.com/CaptainE/RNN-LSTM-in-numpy/issues/1",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "learns slowly and unsteadily: what must be remembered is learned by accident",
        },
        new(nameof(CarouselMissing), BugKind.Backward, Lstm(p => new CarouselMissing(p)))
        {
            Mistake = "the error of the earlier step is summed over the four gates; the cell state's own path, dc ⊙ f, is not in the sum",
            Source = "hanbt/learn_dl, calc_delta_k of lstm.py at commit c2ec5f1 (2018)",
            Link = "https://github.com/hanbt/learn_dl/blob/c2ec5f1399818a39c2140bef7e2edd46e6c6815a/lstm.py",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "learns, but takes several times as long: long memories form through h alone",
        },
        new(nameof(BiasesCopiedFromForget), BugKind.Backward, Lstm(p => new BiasesCopiedFromForget(p)))
        {
            Mistake = "bi_grad and bo_grad are both set to delta_f, as in the line for the forget gate above them",
            Source = "hanbt/learn_dl, issue 53 (2019), mended by pull request 63 (2026)",
            Link = "https://github.com/hanbt/learn_dl/issues/53",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "cannot be told from the right cell",
        },
        new(nameof(SlopeWithAnotherBias), BugKind.Backward, Lstm(p => new SlopeWithAnotherBias(p)))
        {
            Mistake = "for the slopes of f and i their sums are computed again, with bo, the bias of the output gate",
            Source = "ddbourgin/numpy-ml, issue 42 (2019), mended by commit d0bef8d the same day",
            Link = "https://github.com/ddbourgin/numpy-ml/issues/42",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "cannot be told from the right cell; while all biases are zero even the gradient check passes",
        },
        new(nameof(StateOneStepTooLate), BugKind.Backward, Rnn(p => new StateOneStepTooLate(p)))
        {
            Mistake = "the gradient of the recurrent weights is formed with the state after the step; the state before it belongs there",
            Source = "VikParuchuri/zero_to_gpt, issue 9 (2023): one step of the worked example in explanations/rnn.ipynb; here every step",
            Link = "https://github.com/VikParuchuri/zero_to_gpt/issues/9",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "unsteady: some seeds learn late, others climb back to guessing",
        },
        new(nameof(CarryOfTheOtherConvention), BugKind.Backward, Gru(p => new CarryOfTheOtherConvention(p)))
        {
            Mistake = "forward and backward pass disagree on what z means: one multiplies the carry by z, the other by 1 − z",
            Source = "ooples/AiDotNet, pull request 722 (2026), found in the review of GruKernels.cs",
            Link = "https://github.com/ooples/AiDotNet/pull/722",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "learns, often later than the right cell",
        },
        new(nameof(EmptyBackward), BugKind.Backward, Gru(p => new EmptyBackward(p)))
        {
            Mistake = "backward_gru_layer, for machines without a GPU, has no statements",
            Source = "pjreddie/darknet, issue 636 (2018); so still in src/gru_layer.c at commit f6afaab (2022)",
            Link = "https://github.com/pjreddie/darknet/issues/636",
            CaughtBy = BugTest.GradientCheck,
            Symptom = "never gets better than guessing, although the read-out trains",
        },
    ];

    public static IEnumerable<BugMuseumExhibit> Forward() =>
    [
        new(nameof(StateNeverCarried), BugKind.Forward, Rnn(p => new StateNeverCarried(p)))
        {
            Mistake = "the loop over the steps computes h and never assigns it to hprev, so that every step starts from the first state",
            Source = "karpathy/makemore, pull request 3 (2022), merged the same day",
            Link = "https://github.com/karpathy/makemore/pull/3",
            CaughtBy = BugTest.TimeShift,
            Symptom = "never gets better than guessing: it reads the last symbol alone",
        },
        new(nameof(GateLabelsSwapped), BugKind.Forward, Gru(p => new GateLabelsSwapped(p)))
        {
            Mistake = "the labels of the update gate and of the reset gate were exchanged in a diagram; here somebody has built what it showed",
            Source = "distillpub/post--memorization-in-rnns, issue 24 (2019), mended by commit 2d3ca6c",
            Link = "https://github.com/distillpub/post--memorization-in-rnns/issues/24",
            CaughtBy = BugTest.ComparisonWithReadableCell,
            Symptom = "trains like the right cell, and every chart of its gates tells the opposite story",
        },
        new(nameof(ResetGateUnused), BugKind.Forward, Gru(p => new ResetGateUnused(p)))
        {
            Mistake = "the reset gate is computed and then left out of the candidate, which reads h where r ⊙ h belongs",
            Source = "zhiyongc/GRU-D, issue 2 (2018), mended by January 2019",
            Link = "https://github.com/zhiyongc/GRU-D/issues/2",
            CaughtBy = BugTest.ComparisonWithReadableCell,
            Symptom = "cannot be told from the right cell on a task that needs no reset",
        },
        new(nameof(OutputWithoutTanh), BugKind.Forward, Lstm(p => new OutputWithoutTanh(p)))
        {
            Mistake = "the hidden state is o ⊙ c; o ⊙ tanh(c) belongs there",
            Source = "nicodjimenez/lstm, issue 47 (2019); so still in lstm.py at commit a2f2e99",
            Link = "https://github.com/nicodjimenez/lstm/issues/47",
            CaughtBy = BugTest.ComparisonWithReadableCell,
            Symptom = "learns, here even faster; the hidden state is no longer bounded by 1",
        },
        new(nameof(InputAndForgetSwapped), BugKind.Forward, Lstm(p => new InputAndForgetSwapped(p)))
        {
            Mistake = "i is computed with the weights of the forget gate and f with those of the input gate",
            Source = "NX-AI/xlstm, issue 98 (2025): the sLSTM layer, kept so because trained models depend on it",
            Link = "https://github.com/NX-AI/xlstm/issues/98",
            CaughtBy = BugTest.ComparisonWithReadableCell,
            Symptom = "trains like the right cell, but the forget bias of 1 now opens the input gate",
        },
    ];

    private static Func<int, int, ulong, (Cell, Cell)> Rnn(Func<RnnParameters, Cell> wrong) => (inputSize, hiddenSize, seed) =>
        (wrong(new RnnCell(inputSize, hiddenSize, seed).P), new RnnCell(inputSize, hiddenSize, seed));

    private static Func<int, int, ulong, (Cell, Cell)> Lstm(Func<LstmParameters, Cell> wrong) => (inputSize, hiddenSize, seed) =>
        (wrong(new LstmCell(inputSize, hiddenSize, seed).P), new LstmCell(inputSize, hiddenSize, seed));

    private static Func<int, int, ulong, (Cell, Cell)> Gru(Func<GruParameters, Cell> wrong) => (inputSize, hiddenSize, seed) =>
        (wrong(new GruCell(inputSize, hiddenSize, seed).P), new GruCell(inputSize, hiddenSize, seed));
}
