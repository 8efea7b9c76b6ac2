using System.Numerics;
using System.Runtime.CompilerServices;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>
/// The forward pass: weights are packed once; then, tile by tile of steps that stays in the cache, W x + b for the whole tile and step after step.
/// Where a tile is one step, and the cell allows it, W x + U h + b is one sum. Threads share the batch, so that none waits for another within the pass.
/// </summary>
/// <remarks>From x to h: <see cref="ReadSequences"/>, <see cref="WorkerPool.RunParts"/>, <see cref="DoPart"/>, <see cref="AdvanceStep"/>, and the layer's ForwardStep.</remarks>
internal sealed unsafe class ForwardPass<T>(RecurrentLayer<T> layer) : RecurrentPass<T>(layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ForwardWeights<T> weights = new(layer);
    private readonly NextInputPrefetch<T> nextInputs = new();
    private readonly AlignedBuffer<T> bias = new((long)layer.Plan.Columns * AlignedBuffer<T>.Padded(layer.HiddenSize));
    private BatchTiling tiling;
    private bool oneRow, fromZero, packsJustInTime, joint;
    private T* x, output;

    /// <summary>Checks what the caller gave, reads the sequences and returns their record: the whole of a layer's Forward.</summary>
    public static RecurrentTape<T> ReadSequences(RecurrentLayer<T> layer, Sequence<T> x, State<T>? initial, int[]? lengths, Tape<T>? reuse, bool record)
    {
        InputChecks.CheckForward(layer, x, initial, lengths);
        if (record || layer.HidesNaN) InputChecks.CheckWeights(layer.Parameters);
        var tape = reuse is RecurrentTape<T> old && old.Suits(layer, x, record) ? old : layer.NewTape(x.Steps, x.Batch, record);
        var pass = layer.ForwardPasses.Rent();
        var parts = pass.Prepare(tape, x, initial, lengths);
        fixed (T* pinnedX = x.Data, pinnedOutput = tape.Output.Data)
        {
            pass.x = pinnedX;
            pass.output = pinnedOutput;
            WorkerPool.RunParts(pass, parts);
        }

        tape.KeepFinalState();
        pass.Tape = null!;
        layer.ForwardPasses.Return(pass);
        // Without a backward pass to follow, looking at all weights would cost a short pass several percent; a NaN among them is seen in the states.
        if (!record && !InputChecks.AllFinite<T>(tape.Final.H)) InputChecks.CheckWeights(layer.Parameters);
        return tape;
    }

    /// <summary>One thread's share: packs its part of the weights, then takes all steps of its sequences.</summary>
    public override void DoPart(int part, int parts)
    {
        packsJustInTime = parts == 1 && weights.ExceedCache && Tape.AllWhole;
        if (!packsJustInTime)
        {
            weights.PackShare(part, parts);
            Barrier.Wait(parts);
        }

        var (from, to) = Share(Tape.Batch, 1, part, parts);
        for (var group = 0; group < tiling.Groups; group++)
        {
            var (firstRow, endRow) = Share(to - from, Products.TileRows, group, tiling.Groups);
            var (b, endB) = (from + firstRow, from + endRow);
            if (b == endB) continue;
            for (var first = 0; first < Tape.Steps; first += tiling.Steps)
            {
                var end = Math.Min(Tape.Steps, first + tiling.Steps);
                if (!joint) AddInputProduct(first, end, b, endB);
                for (var t = first; t < end; t++) AdvanceStep(t, b, endB);
            }
        }
    }

    /// <summary>Step t of sequences from … to − 1: those that have it are advanced, the others keep their state and give zeros.</summary>
    /// <remarks>Never inlined into its loop: there the JIT has made code with which the gates of large batches took 1.6 times as long.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AdvanceStep(int t, int from, int to)
    {
        for (var b = from; b < to;)
        {
            var end = RunEnd(t, b, to);
            var rows = new Span<T>(Output(t, b), (end - b) * H);
            if (t < Tape.Lengths[b])
            {
                Layer.ForwardStep(this, Tape, t, b, end);
                if (!Tape.OutputHoldsHidden) PaddedRow.Get(Tape.HiddenRows(t + 1, b), H, rows);
            }
            else
            {
                Tape.CarryPastEnd(t, b, end);
                rows.Clear();
            }

            b = end;
        }
    }

    /// <summary>Adds U operand to the gates of step t for sequences from … to − 1; <paramref name="which"/> of the plan's products. A joint sum begins here.</summary>
    public void AddRecurrentProduct(int which, int t, int from, int to)
    {
        var product = Plan.Recurrent[which];
        var gates = Tape.Gates(t, from, product.FirstBlock);
        var operand = product.OperandBlock < 0
            ? new Operand<T>(Tape.Hidden(t, from), Padded)
            : new Operand<T>(Tape.Gates(t, from, product.OperandBlock), Tape.GateRow);
        if (oneRow)
        {
            if (t >= FirstOfU) Products.MultiplyRow(operand.Pointer, weights.U(which), gates, gates, ReversesPanels(t));
            return;
        }

        var (sums, prefetch) = (new Operand<T>(gates, Tape.GateRow), PrefetchDuring(which, t, from, to));
        var ofU = t < FirstOfU ? default : new ProductTerm<T>(operand, weights.U(which));
        if (joint) Products.Multiply(new ProductTerm<T>(Input(t, from), weights.W), ofU, new Operand<T>(bias.Pointer, 0), sums, to - from, 1, ReversesPanels(t), prefetch);
        else if (t >= FirstOfU) Products.Multiply(ofU, default, sums, sums, to - from, 1, ReversesPanels(t), prefetch);
    }

    /// <summary>Sets up the tape and the tiling; returns how many threads the pass is worth.</summary>
    private int Prepare(RecurrentTape<T> tape, Sequence<T> input, State<T>? initial, int[]? lengths)
    {
        Tape = tape;
        (oneRow, fromZero) = (tape.Batch == 1, initial is null);
        tape.Begin(input, lengths);
        weights.Shape(oneRow);
        var parts = Parts(MultiplyAdds, tape.Batch);
        tiling = BatchTiling.Of((tape.Batch + parts - 1) / parts, tape.Steps, weights.Bytes, tape.GateRow * sizeof(T), Plan.IsJoint);
        joint = Plan.IsJoint && !oneRow && tiling.Steps == 1;
        tape.KeepSteps(tiling.Steps);
        tape.SetInitialState(initial);
        SetBias();
        return parts;
    }

    /// <summary>The first step with a product U h: without an initial state h is 0 before the sequence, and so is U h.</summary>
    private int FirstOfU => fromZero ? 1 : 0;

    /// <summary>Whether a step takes the panels from the last to the first, as every other does after the one that may pack them.</summary>
    private bool ReversesPanels(int t) => (t - FirstOfU) % 2 == 1;

    /// <summary>What a step's product prepares: the first one packs its weights, the last one of a tile fetches the inputs of the next.</summary>
    private IProductPrefetch<T>? PrefetchDuring(int which, int t, int from, int to)
    {
        if (!packsJustInTime) return null;
        var rounds = joint ? I + H : H;
        if (joint && t == 0 && from == 0) return fromZero ? weights.PackingW(I) : weights.PackingAll(rounds);
        if (t == FirstOfU && from == 0) return weights.PackingU(which, rounds);
        var next = t + 1;
        if (next == Tape.Steps || next % tiling.Steps != 0) return null;
        var (rows, tiles) = (to - from, (to - from + Products.TileRows - 1) / Products.TileRows);
        return nextInputs.During(weights.U(which), tiles, rounds, ReversesPanels(t), Input(next, from).Pointer, (nint)tiling.Steps * rows * I);
    }

    /// <summary>W x + b for all gates of some steps; where bU has a block of its own, that begins with bU.</summary>
    private void AddInputProduct(int first, int end, int from, int to)
    {
        var (batch, gateRow) = (Tape.Batch, Tape.GateRow);
        // A whole batch is one block of rows; a part of it, one block a step.
        var (rows, blocks) = to - from == batch ? ((end - first) * batch, 1) : (to - from, end - first);
        var gates = new Operand<T>(Tape.Gates(first, from), gateRow, (nint)batch * gateRow);
        // A product of one row is too short to pack in, so the product with its inputs packs for both.
        var packing = !packsJustInTime || first > 0 || from > 0 ? null : oneRow ? weights.PackingAll(I) : weights.PackingW(I);
        Products.Multiply(Input(first, from), weights.W, new Operand<T>(bias.Pointer, 0), gates, rows, blocks, prefetch: packing);
        if (Plan.SecondBias < 0) return;
        var second = bias.Span.Slice(Plan.SecondBias * Padded, Padded);
        for (var t = first; t < end; t++)
            for (var b = from; b < to; b++) second.CopyTo(new Span<T>(Tape.Gates(t, b, Plan.SecondBias), Padded));
    }

    /// <summary>x from step t and sequence b on; a block is a step.</summary>
    private Operand<T> Input(int t, int b) => new(x + ((((nint)t * Tape.Batch) + b) * I), I, (nint)Tape.Batch * I);

    private T* Output(int t, int b) => output + ((((nint)t * Tape.Batch) + b) * H);

    private void SetBias()
    {
        var (b, bU) = (Layer.B.Value, Layer.BU?.Value);
        for (var block = 0; block < Plan.InputGates.Length; block++)
        {
            for (var j = 0; j < H; j++)
            {
                var row = (Plan.InputGates[block] * H) + j;
                bias.Pointer[(block * Padded) + j] = bU is null || Plan.IsSecond(row / H) ? b[row] : b[row] + bU[row];
            }
        }

        if (Plan.SecondBias < 0 || bU is null) return;
        var gate = Plan.GateOfSecondBias;
        bU.AsSpan(gate * H, H).CopyTo(bias.Span[(Plan.SecondBias * Padded)..]);
    }
}
