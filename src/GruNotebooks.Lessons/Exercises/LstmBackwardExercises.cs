using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 03, backward: from the two states to the four sums and to the previous cell.</summary>
internal static class LstmBackwardExercises
{
    public static ExerciseTask GatesBackward => new FunctionTask<Func<Vector<double>, Vector<double>, LstmCache,
        (Vector<double>, Vector<double>, Vector<double>, Vector<double>, Vector<double>)>>
    {
        Id = "lstm-gates-backward",
        Title = "backward through the gates of an LSTM",
        Outputs = ["daI", "daF", "daG", "daO", "dcPrev"],
        Trial = k =>
        {
            var (dh, dc, cache) = Make(k);
            return new($"{dh.Count} units", f => f(dh, dc, cache));
        },
        Reference = made => (dh, dc, k) => Solve(dh, dc, k, made),
        Recognises = new()
        {
            ["dc-lost"] = "the dc that comes from later steps is lost: what comes through h must be added to it.",
            ["dh-lost"] = "only dc goes back; h' = o ⊙ tanh(c') sends a part of dh to the cell too.",
            ["no-tanh-slope"] = "the slope of tanh(c) is missing on the way from h to c: 1 − tanh²(c).",
            ["slope-of-c"] = "the slope is 1 − tanh²(c), not 1 − c².",
            ["no-output-gate"] = "the output gate is missing on the way from h to c: dh ⊙ o ⊙ (1 − tanh²(c)).",
            ["gate-as-slope"] = "the gate is used as its own slope: the slope of σ is f ⊙ (1 − f), not f. (It was published like this once.)",
            ["no-gate-slope"] = "the slopes of σ are missing: each gate's sum gets its gradient times gate ⊙ (1 − gate).",
            ["candidate-sigmoid-slope"] = "the candidate went through tanh, so its slope is 1 − g², not g(1 − g).",
            ["no-candidate-slope"] = "the slope of the candidate's tanh is missing: 1 − g².",
            ["df-new-cell"] = "the time index: f was multiplied with the cell before the step, so df = dc ⊙ cPrev.",
            ["i-g-mixed"] = "di and dg are mixed up: in i ⊙ g each one's gradient has the other as factor.",
            ["do-of-c"] = "the output gate multiplies tanh(c), so do = dh ⊙ tanh(c), not dh ⊙ c.",
            ["dcprev-direct"] = "dcPrev uses dc alone; the part that came through h' must go on to the previous cell too.",
            ["dcprev-not-gated"] = "dcPrev is dc ⊙ f; without f nothing would ever be forgotten on the way back.",
        },
        Hints =
        [
            "Start with the cell: it has two children, the next step (dc) and h' = o ⊙ tanh(c'). Add both, then go on through c' = f ⊙ c + i ⊙ g.",
            "dcAll = dc + dh ⊙ o ⊙ (1 − tanh²(c)). Then df = dcAll ⊙ cPrev, di = dcAll ⊙ g, dg = dcAll ⊙ i, do = dh ⊙ tanh(c), dcPrev = dcAll ⊙ f. Last the slopes: gate ⊙ (1 − gate) for σ, 1 − g² for tanh.",
            "var t = CellMaths.Tanh(k.c); var all = dc + CellMaths.Mul(CellMaths.Mul(dh, k.o), 1 - CellMaths.Mul(t, t)); var daF = CellMaths.Mul(CellMaths.Mul(all, k.cPrev), CellMaths.Mul(k.f, 1 - k.f)); … the others alike.",
        ],
        Moral = "dcPrev = dc ⊙ f is the constant error carousel: the only thing between a gradient and the past is the forget gate.",
    };

    private static (Vector<double> dh, Vector<double> dc, LstmCache k) Make(int k)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        var cell = new LstmCell(inputs, units, (ulong)(260 + k));
        var (_, _, cache) = cell.Forward(TrialInputs.Vector(270 + k, inputs), TrialInputs.Vector(280 + k, units), TrialInputs.Vector(290 + k, units));
        return (TrialInputs.Vector(300 + k, units), TrialInputs.Vector(310 + k, units), cache);
    }

    private static (Vector<double>, Vector<double>, Vector<double>, Vector<double>, Vector<double>) Solve(Vector<double> dh, Vector<double> dc, LstmCache k, Mistakes made)
    {
        var tanhC = Tanh(k.c);
        var slope = made["no-tanh-slope"] ? k.c * 0 + 1 : made["slope-of-c"] ? 1 - Mul(k.c, k.c) : 1 - Mul(tanhC, tanhC);
        var through = Mul(made["no-output-gate"] ? dh : Mul(dh, k.o), slope);
        var all = made["dc-lost"] ? through : made["dh-lost"] ? dc : dc + through;
        var (di, df, dg) = (Mul(all, k.g), Mul(all, made["df-new-cell"] ? k.c : k.cPrev), Mul(all, k.i));
        if (made["i-g-mixed"]) (di, dg) = (dg, di);
        var dOut = Mul(dh, made["do-of-c"] ? k.c : tanhC);

        Vector<double> ThroughSigma(Vector<double> d, Vector<double> gate) =>
            made["no-gate-slope"] ? d : made["gate-as-slope"] ? Mul(d, gate) : Mul(d, Mul(gate, 1 - gate));
        var candidateSlope = made["no-candidate-slope"] ? k.g * 0 + 1 : made["candidate-sigmoid-slope"] ? Mul(k.g, 1 - k.g) : 1 - Mul(k.g, k.g);
        return (ThroughSigma(di, k.i), ThroughSigma(df, k.f), Mul(dg, candidateSlope), ThroughSigma(dOut, k.o), Mul(made["dcprev-direct"] ? dc : all, made["dcprev-not-gated"] ? k.f * 0 + 1 : k.f));
    }
}
