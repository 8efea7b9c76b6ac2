using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 05: the GRU's backward step in three parts, and what the gates do to the gradient.</summary>
internal static class GruBackwardExercises
{
    public static ExerciseTask CarryGradient => new PredictionTask
    {
        Id = "carry-gradient",
        Title = "what the carry path does to a gradient",
        Names = ["the factor after one step", "the factor after fifty steps"],
        Expected = [0.9, Math.Pow(0.9, 50)],
        Tolerance = 0.03,
        Recognises =
        [
            ("candidate-share", 0, 0.1, "this is 1 − z, the candidate's share; the old state enters with z."),
            ("whole", 0, 1, "the gradient passes unchanged only for z = 1."),
            ("added", 1, 45, "steps multiply: 0.9⁵⁰, not 50 · 0.9."),
            ("linear", 1, 0, "each step takes a tenth of what is left, so it never reaches zero."),
            ("percent", 0, 90, "this is in percent; give the factor itself, a number between 0 and 1."),
            ("percent", 1, 100 * Math.Pow(0.9, 50), "this is in percent; give the factor itself, a number between 0 and 1."),
            ("same", 1, 0.9, "this is one step; fifty steps multiply by z fifty times."),
        ],
        Hints =
        [
            "If gates and candidate are held fixed, h' = z · h + (1 − z) · candidate is a straight line in h. What is its slope?",
            "The slope is z. Fifty steps are a chain of fifty slopes.",
            "new[] { 0.9, Math.Pow(0.9, 50) }",
        ],
        Moral = "the carry path alone has the half-life of the gate; what z keeps forward it also keeps backward.",
    };

    public static ExerciseTask Gates => new FunctionTask<Func<Vector<double>, GruCache, GruParameters, (Vector<double>, Vector<double>, Vector<double>)>>
    {
        Id = "gru-gates-backward",
        Title = "from the new state back to the three sums",
        Outputs = ["daZ", "daR", "daH"],
        ComputedInOrder = ["daZ", "daH", "daR"],
        Trial = MakeStep<(Vector<double>, Vector<double>, Vector<double>)>,
        Reference = made => (dh, k, p) => SolveGates(dh, k, p, made),
        Recognises = new()
        {
            ["dz-sign"] = "the sign of dz: h' = z ⊙ h + (1 − z) ⊙ h~ has the slope h − h~ in z.",
            ["dz-one-part"] = "dz has two parts: z also stands in 1 − z, so dz = dh ⊙ (h − h~).",
            ["candidate-with-z"] = "the candidate enters with 1 − z, not with z.",
            ["candidate-whole"] = "the candidate's share is missing: dh~ = dh ⊙ (1 − z).",
            ["no-tanh-slope"] = "the slope of the candidate's tanh is missing: 1 − h~².",
            ["no-sigma-slope"] = "the slopes of σ are missing: gate ⊙ (1 − gate).",
            ["no-z-slope"] = "the slope of σ is missing in daZ: z ⊙ (1 − z).",
            ["no-r-slope"] = "the slope of σ is missing in daR: r ⊙ (1 − r).",
            ["gate-as-slope"] = "the slope of σ is gate ⊙ (1 − gate), not the gate itself.",
            ["u-not-transposed"] = "the way back through Uh needs the transposed matrix: Uhᵀ·daH.",
            ["dr-before-tanh"] = "the way from the candidate to r has skipped tanh: it starts at daH, which includes the slope 1 − h~².",
            ["dr-with-r"] = "in r ⊙ h the gradient of r has h as its factor, not r.",
            ["dr-without-h"] = "dr has lost its factor h: (Uhᵀ·daH) ⊙ hPrev.",
            ["dr-skips-u"] = "the matrix is skipped: r acts before Uh, so its gradient comes back through Uhᵀ.",
        },
        Hints =
        [
            "Backward of the blend first: which factors do z and the candidate have in h' = z ⊙ h + (1 − z) ⊙ h~?",
            "dz = dh ⊙ (h − h~), dh~ = dh ⊙ (1 − z), daH = dh~ ⊙ (1 − h~²). Then r ⊙ h is what Uh multiplied: its gradient is Uhᵀ·daH, and dr is that times h. Slopes of σ last.",
            "var daH = CellMaths.Mul(CellMaths.Mul(dh, 1 - k.z), 1 - CellMaths.Mul(k.hTilde, k.hTilde)); var dr = CellMaths.Mul(CellMaths.Back(p.Uh, daH), k.hPrev); var daR = CellMaths.Mul(dr, CellMaths.Mul(k.r, 1 - k.r));",
        ],
        Moral = "where z is near 0 or 1 its slope z(1 − z) is near 0: a gate that has decided learns slowly.",
    };

    public static ExerciseTask States => new FunctionTask<Func<Vector<double>, GruCache, GruParameters, (Vector<double>, Vector<double>)>>
    {
        Id = "gru-backward",
        BuildsOn = "gru-gates-backward",
        Title = "four paths back to the previous state",
        Outputs = ["dx", "dhPrev"],
        Trial = MakeStep<(Vector<double>, Vector<double>)>,
        Reference = made => (dh, k, p) => SolveStates(dh, k, p, made),
        Recognises = new()
        {
            ["no-carry"] = "path 1 is missing, the carry: dh ⊙ z.",
            ["no-candidate-path"] = "path 2 is missing, through the candidate: (Uhᵀ·daH) ⊙ r.",
            ["no-reset-path"] = "path 3 is missing, through the reset gate: Urᵀ·daR.",
            ["no-update-path"] = "path 4 is missing, through the update gate: Uzᵀ·daZ.",
            ["candidate-not-reset"] = "path 2 has lost its factor r: (Uhᵀ·daH) ⊙ r.",
            ["carry-with-candidate"] = "the carry is dh ⊙ z, not dh ⊙ (1 − z).",
            ["carry-whole"] = "the carry is dh ⊙ z, not all of dh.",
            ["candidate-of-reset-after"] = "path 2 is that of the other variant: here r stands before Uh, so it is (Uhᵀ·daH) ⊙ r, not Uhᵀ·(r ⊙ daH).",
            ["gates-not-transposed"] = "the ways back through Ur and Uz need the transposed matrices.",
            ["none-transposed"] = "the ways back through Uh, Ur and Uz need the transposed matrices: Back(U, d) is Uᵀ·d.",
            ["arrays-exchanged"] = "the gates' arrays are exchanged: daZ goes back through Wz and Uz, daR through Wr and Ur.",
            ["dx-candidate-only"] = "dx has three parts, one for each of Wh, Wr and Wz; only the candidate's is there.",
            ["dx-no-candidate"] = "dx lacks the candidate's part, Whᵀ·daH.",
            ["dz-sign"] = "daZ has the wrong sign: the slope of the blend in z is h − h~.",
        },
        Hints =
        [
            "Count where h stands in the four equations: once in the blend, once in the candidate, once in each gate. Each gives a path.",
            "dhPrev = dh ⊙ z + (Uhᵀ·daH) ⊙ r + Urᵀ·daR + Uzᵀ·daZ, and dx = Whᵀ·daH + Wrᵀ·daR + Wzᵀ·daZ. CellMaths.Back(M, d) is Mᵀ·d.",
            "var (daZ, daR, daH) = GruGatesBackward(dh, k, p); var dhPrev = CellMaths.Mul(dh, k.z) + CellMaths.Mul(CellMaths.Back(p.Uh, daH), k.r) + CellMaths.Back(p.Ur, daR) + CellMaths.Back(p.Uz, daZ);",
        ],
        Moral = "three of the four paths go through a matrix and a slope; the first goes through z alone.",
    };

    public static ExerciseTask Weights => new FunctionTask<Func<Vector<double>[], Vector<double>[], GruCache[],
        (Matrix<double>, Matrix<double>, Matrix<double>, Vector<double>)>>
    {
        Id = "gru-weights-backward",
        Title = "gradients of shared weights, added up over a sequence",
        Outputs = ["dWz", "dUz", "dUh", "dbz"],
        Trial = MakeSequence,
        Reference = made => (daZ, daH, caches) => SolveWeights(daZ, daH, caches, made),
        Recognises = new()
        {
            ["last-kept"] = "the gradients are not added up: only the last step is left. Use +=.",
            ["first-kept"] = "the gradients are not added up: only the first step is left. Use +=.",
            ["averaged"] = "the sums are divided by the number of steps; gradients of shared weights add.",
            ["uh-without-reset"] = "Uh multiplied r ⊙ h, so dUh = daH ⊗ (r ⊙ hPrev), not daH ⊗ hPrev.",
            ["uz-with-reset"] = "Uz multiplied h itself: dUz = daZ ⊗ hPrev, without r.",
            ["outer-turned"] = "the outer product is turned round: dU = da ⊗ h, so row i belongs to unit i's sum.",
            ["first-missing"] = "the loop skips step 0.",
            ["last-missing"] = "the loop skips the last step.",
            ["candidate-for-gate"] = "daH is used for the update gate's arrays; they take daZ.",
        },
        Hints =
        [
            "One array serves all steps, so its gradient is a sum over all steps. What did each array multiply?",
            "Wz multiplied x, Uz multiplied hPrev, Uh multiplied r ⊙ hPrev, bz nothing. Each gives da ⊗ (what it multiplied), added over t.",
            "dWz += daZ[t].OuterProduct(ks[t].x); dUz += daZ[t].OuterProduct(ks[t].hPrev); dUh += daH[t].OuterProduct(CellMaths.Mul(ks[t].r, ks[t].hPrev)); dbz += daZ[t];",
        ],
        Moral = "a bug in a leaf like dUh leaves every other gradient right, and the network still trains. Only a check finds it.",
    };

    private static Trial<Func<Vector<double>, GruCache, GruParameters, TGradients>> MakeStep<TGradients>(int k)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        var cell = new GruCell(inputs, units, (ulong)(360 + k));
        var (_, cache) = cell.Forward(TrialInputs.Vector(370 + k, inputs), TrialInputs.Vector(380 + k, units));
        var dh = TrialInputs.Vector(390 + k, units);
        return new(TrialInputs.Sizes(inputs, units), f => f(dh, cache, cell.P));
    }

    private static Trial<Func<Vector<double>[], Vector<double>[], GruCache[], (Matrix<double>, Matrix<double>, Matrix<double>, Vector<double>)>> MakeSequence(int k)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        var cell = new GruCell(inputs, units, (ulong)(400 + k));
        var h = TrialInputs.Vector(410 + k, units);
        List<GruCache> caches = [];
        foreach (var x in TrialInputs.Vectors(420 + k, 3 + k, inputs))
        {
            (h, var cache) = cell.Forward(x, h);
            caches.Add(cache);
        }
        var (daZ, daH) = (TrialInputs.Vectors(430 + k, caches.Count, units), TrialInputs.Vectors(440 + k, caches.Count, units));
        return new($"{caches.Count} steps, {TrialInputs.Sizes(inputs, units)}", f => f(daZ, daH, [.. caches]));
    }

    private static (Vector<double>, Vector<double>, Vector<double>) SolveGates(Vector<double> dh, GruCache k, GruParameters p, Mistakes made)
    {
        var dz = Mul(dh, made["dz-one-part"] ? k.hPrev : made["dz-sign"] ? k.hTilde - k.hPrev : k.hPrev - k.hTilde);
        var dhTilde = made["candidate-whole"] ? dh : Mul(dh, made["candidate-with-z"] ? k.z : 1 - k.z);
        var daH = made["no-tanh-slope"] ? dhTilde : Mul(dhTilde, 1 - Mul(k.hTilde, k.hTilde));
        var drh = made["dr-skips-u"] ? daH : made["u-not-transposed"] ? p.Uh * daH : Back(p.Uh, made["dr-before-tanh"] ? dhTilde : daH);
        var dr = made["dr-without-h"] ? drh : Mul(drh, made["dr-with-r"] ? k.r : k.hPrev);

        Vector<double> ThroughSigma(Vector<double> d, Vector<double> gate) =>
            made["no-sigma-slope"] ? d : made["gate-as-slope"] ? Mul(d, gate) : Mul(d, Mul(gate, 1 - gate));
        return (made["no-z-slope"] ? dz : ThroughSigma(dz, k.z), made["no-r-slope"] ? dr : ThroughSigma(dr, k.r), daH);
    }

    private static (Vector<double>, Vector<double>) SolveStates(Vector<double> dh, GruCache k, GruParameters p, Mistakes made)
    {
        var (daZ, daR, daH) = SolveGates(dh, k, p, made);
        if (made["arrays-exchanged"]) (daZ, daR) = (daR, daZ);
        Vector<double> Through(Matrix<double> U, Vector<double> da) => made["gates-not-transposed"] || made["none-transposed"] ? U * da : Back(U, da);
        Vector<double> ThroughUh(Vector<double> da) => made["none-transposed"] ? p.Uh * da : Back(p.Uh, da);

        var dhPrev = dh * 0;
        if (!made["no-carry"]) dhPrev += made["carry-whole"] ? dh : Mul(dh, made["carry-with-candidate"] ? 1 - k.z : k.z);
        if (!made["no-candidate-path"]) dhPrev += made["candidate-not-reset"] ? ThroughUh(daH) : made["candidate-of-reset-after"] ? ThroughUh(Mul(daH, k.r)) : Mul(ThroughUh(daH), k.r);
        if (!made["no-reset-path"]) dhPrev += Through(p.Ur, daR);
        if (!made["no-update-path"]) dhPrev += Through(p.Uz, daZ);

        var dx = k.x * 0;
        if (!made["dx-no-candidate"]) dx += Back(p.Wh, daH);
        if (!made["dx-candidate-only"]) dx += Back(p.Wr, daR) + Back(p.Wz, daZ);
        return (dx, dhPrev);
    }

    private static (Matrix<double>, Matrix<double>, Matrix<double>, Vector<double>) SolveWeights(Vector<double>[] daZ, Vector<double>[] daH, GruCache[] caches, Mistakes made)
    {
        var steps = caches.Length;
        Matrix<double> Outer(Vector<double> a, Vector<double> b) => made["outer-turned"] ? b.OuterProduct(a) : a.OuterProduct(b);
        var (dWz, dUz, dUh, dbz) = (Outer(daZ[0], caches[0].x) * 0, Outer(daZ[0], daZ[0]) * 0, Outer(daZ[0], daZ[0]) * 0, daZ[0] * 0);
        var (from, to) = made["last-kept"] ? (steps - 1, steps) : made["first-kept"] ? (0, 1)
            : (made["first-missing"] ? 1 : 0, made["last-missing"] ? steps - 1 : steps);
        for (var t = from; t < to; t++)
        {
            var k = caches[t];
            var past = k.hPrev;
            var da = made["candidate-for-gate"] ? daH[t] : daZ[t];
            dWz += Outer(da, k.x);
            dUz += Outer(da, made["uz-with-reset"] ? Mul(k.r, past) : past);
            dUh += Outer(daH[t], made["uh-without-reset"] ? past : Mul(k.r, past));
            dbz += da;
        }
        var scale = made["averaged"] ? 1.0 / steps : 1;
        return (dWz * scale, dUz * scale, dUh * scale, dbz * scale);
    }
}
