using GruNotebooks.Cells;
using GruNotebooks.Lessons.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using static GruNotebooks.Cells.CellMaths;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>Notebook 01, backward: one step of a plain recurrent network, and back-propagation through time.</summary>
internal static class RnnBackwardExercises
{
    public static ExerciseTask StepBackward => new FunctionTask<Func<Vector<double>, RnnCache, RnnParameters,
        (Vector<double>, Vector<double>, Matrix<double>, Matrix<double>, Vector<double>)>>
    {
        Id = "rnn-step-backward",
        Title = "backward through one step",
        Outputs = ["dx", "dhPrev", "dW", "dU", "db"],
        Trial = k =>
        {
            var (dh, cache, p) = MakeStep(k);
            return new(TrialInputs.Sizes(cache.x.Count, dh.Count), f => f(dh, cache, p));
        },
        Reference = made => (dh, k, p) => SolveStep(dh, k, p, made),
        Recognises = new()
        {
            ["no-slope"] = "the slope of tanh is missing: da = dh ⊙ (1 − h²).",
            ["not-squared"] = "the slope of tanh is 1 − h², not 1 − h.",
            ["sigma-slope"] = "h ⊙ (1 − h) is the slope of σ; that of tanh is 1 − h².",
            ["slope-of-past"] = "the slope of tanh belongs to the new state: 1 − h², not 1 − hPrev².",
            ["slope-of-sum"] = "the slope of tanh is 1 − tanh(a)² = 1 − h², not 1 − a².",
            ["u-not-transposed"] = "dhPrev needs the transposed matrix: Uhᵀ·da.",
            ["w-not-transposed"] = "dx needs the transposed matrix: Whᵀ·da.",
            ["outer-turned"] = "the outer product is turned round: dW = da ⊗ x has a row for each unit, as Wh has.",
            ["du-new-state"] = "the time index: Uh was multiplied with hPrev, so dU = da ⊗ hPrev, not da ⊗ h.",
            ["db-of-dh"] = "the bias sits inside tanh: db = da, not dh.",
            ["no-db"] = "db is zero: the bias has a gradient, da itself.",
        },
        Hints =
        [
            "Go backward through h = tanh(a), then through a = Wh·x + Uh·hPrev + bh. First find da from dh.",
            "The slope of tanh is 1 − h². A product y = M·v sends Mᵀ·dy to v and the outer product dy ⊗ v to M.",
            "var da = CellMaths.Mul(dh, 1 - CellMaths.Mul(k.h, k.h)); return (CellMaths.Back(p.Wh, da), CellMaths.Back(p.Uh, da), da.OuterProduct(k.x), da.OuterProduct(k.hPrev), da);",
        ],
        Moral = "five results, one idea: the gradient goes back along each arrow of the forward step, times the slope of that arrow.",
    };

    public static ExerciseTask ThroughTime => new FunctionTask<Func<Vector<double>[], RnnCache[], RnnParameters,
        (Matrix<double>, Matrix<double>, Vector<double>, Vector<double>)>>
    {
        Id = "bptt",
        BuildsOn = "rnn-step-backward",
        Title = "back-propagation through time",
        Outputs = ["dW", "dU", "db", "dh0"],
        Trial = k =>
        {
            var (dhs, caches, p) = MakeSequence(k);
            return new($"{dhs.Length} steps, {TrialInputs.Sizes(caches[0].x.Count, dhs[0].Count)}", f => f(dhs, caches, p));
        },
        Reference = made => (dhs, caches, p) => SolveSequence(dhs, caches, p, made),
        Recognises = new()
        {
            ["overwritten"] = "the gradients are not added up: each step overwrites those of the other steps. Use += for dW, dU and db.",
            ["not-carried"] = "the gradient does not cross time: what step t sends back to its previous state must join dhs[t − 1].",
            ["own-loss-lost"] = "the step's own gradient is lost: add dhs[t] to what comes from step t + 1.",
            ["forward-in-time"] = "the loop runs forward in time; backward it must start at the last step.",
            ["du-new-state"] = "the time index: dU takes the state before each step (hPrev), not the one after it.",
            ["dh0-one-late"] = "dh0 stops one step early: the gradient must still go through Uhᵀ of step 0.",
            ["averaged"] = "the gradients are divided by the number of steps; the loss is a sum, so its gradients add.",
            ["no-slope"] = "the slope 1 − h² is missing.",
            ["losses-left-out"] = "every number is zero: either nothing was written into the results, or dhs[t] never joins the gradient that you carry, which begins at zero.",
            ["step0-missing"] = "the loop ends before step 0: it runs while t >= 0.",
            ["carried-twice"] = "the gradient that you carry is added to; it must be replaced: after step t only its dhPrev goes on.",
            ["sum-carried"] = "dhPrev is added to the gradient of its own step; it must replace it: after step t only its dhPrev goes on.",
            ["losses-one-late"] = "the time index of the loss: on the way to step t − 1 it is dhs[t − 1] that joins the gradient, not dhs[t] once more.",
            ["dh0-with-loss"] = "dh0 has a dhs in it that does not belong there: no loss looks at the state before step 0. It is the dhPrev of step 0 alone.",
        },
        Hints =
        [
            "Walk the steps from the last to the first. Carry one vector: the gradient that later steps send back to the state.",
            "At step t the gradient of its state is dhs[t] plus what you carry. Your RnnStepBackward gives the rest: add dW, dU, db into sums, and carry dhPrev on.",
            "var carry = dhs[0] * 0; for (int t = dhs.Length - 1; t >= 0; t--) { var (_, dhPrev, w, u, b) = RnnStepBackward(dhs[t] + carry, ks[t], p); dW += w; dU += u; db += b; carry = dhPrev; }  At the end carry is dh0.",
        ],
        Moral = "weights are shared by all steps, so their gradients add; the state is handed on, so its gradient is carried.",
    };

    private static (Vector<double> dh, RnnCache k, RnnParameters p) MakeStep(int k)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        var cell = new RnnCell(inputs, units, (ulong)(70 + k));
        var (_, cache) = cell.Forward(TrialInputs.Vector(80 + k, inputs), TrialInputs.Vector(90 + k, units));
        return (TrialInputs.Vector(100 + k, units), cache, cell.P);
    }

    private static (Vector<double>[] dhs, RnnCache[] caches, RnnParameters p) MakeSequence(int k)
    {
        var (inputs, units) = TrialInputs.SizesOf(k);
        var cell = new RnnCell(inputs, units, (ulong)(110 + k));
        var h = TrialInputs.Vector(120 + k, units);
        List<RnnCache> caches = [];
        foreach (var x in TrialInputs.Vectors(130 + k, 3 + k, inputs))
        {
            (h, var cache) = cell.Forward(x, h);
            caches.Add(cache);
        }
        return (TrialInputs.Vectors(140 + k, caches.Count, units), [.. caches], cell.P);
    }

    private static (Vector<double>, Vector<double>, Matrix<double>, Matrix<double>, Vector<double>) SolveStep(Vector<double> dh, RnnCache k, RnnParameters p, Mistakes made)
    {
        var slope = made["no-slope"] ? k.h * 0 + 1
            : made["not-squared"] ? 1 - k.h
            : made["sigma-slope"] ? Mul(k.h, 1 - k.h)
            : made["slope-of-past"] ? 1 - Mul(k.hPrev, k.hPrev)
            : made["slope-of-sum"] ? 1 - Mul(k.a, k.a)
            : 1 - Mul(k.h, k.h);
        var da = Mul(dh, slope);
        var dx = made["w-not-transposed"] ? p.Wh * da : Back(p.Wh, da);
        var dhPrev = made["u-not-transposed"] ? p.Uh * da : Back(p.Uh, da);
        var past = made["du-new-state"] ? k.h : k.hPrev;
        var (dW, dU) = made["outer-turned"] ? (k.x.OuterProduct(da), past.OuterProduct(da)) : (da.OuterProduct(k.x), da.OuterProduct(past));
        return (dx, dhPrev, dW, dU, made["no-db"] ? da * 0 : made["db-of-dh"] ? dh : da);
    }

    private static (Matrix<double>, Matrix<double>, Vector<double>, Vector<double>) SolveSequence(Vector<double>[] dhs, RnnCache[] caches, RnnParameters p, Mistakes made)
    {
        var steps = Enumerable.Range(0, dhs.Length);
        var (dW, dU, db, carry, dh0) = (p.Wh * 0, p.Uh * 0, p.bh * 0, dhs[0] * 0, dhs[0] * 0);
        foreach (var t in made["forward-in-time"] ? steps : steps.Reverse())
        {
            if (t == 0 && made["step0-missing"]) break;
            var own = dhs[made["losses-one-late"] ? Math.Min(t + 1, dhs.Length - 1) : t];
            var dh = made["losses-left-out"] || (made["own-loss-lost"] && t < dhs.Length - 1) ? carry : own + carry;
            var (_, dhPrev, w, u, b) = SolveStep(dh, caches[t], p, made);
            if (made["overwritten"]) (dW, dU, db) = (w, u, b);
            else (dW, dU, db) = (dW + w, dU + u, db + b);
            if (!made["not-carried"]) carry = made["carried-twice"] ? carry + dhPrev : made["sum-carried"] ? dh + dhPrev : dhPrev;
            dh0 = made["dh0-one-late"] ? dh : made["dh0-with-loss"] || made["losses-one-late"] ? dhPrev + dhs[0] : made["carried-twice"] || made["sum-carried"] ? carry : dhPrev;
        }
        var scale = made["averaged"] ? 1.0 / dhs.Length : 1;
        return (dW * scale, dU * scale, db * scale, dh0);
    }
}
