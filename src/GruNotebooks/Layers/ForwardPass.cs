using System.Numerics;
using System.Runtime.CompilerServices;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>
/// The forward pass: weights packed once, W x + b for a piece of the sequence that stays in the cache, then that piece step by step. Where a piece
/// is one step, and the cell allows it, W x + U h + b is one sum. Threads share the batch, so that none waits for another within the pass.
/// </summary>
internal sealed unsafe class ForwardPass<T>(RecurrentLayer<T> layer) : RecurrentPass<T>(layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ForwardWeights<T> weights = new(layer);
    private readonly NextInputs<T> nextInputs = new();
    private readonly AlignedBuffer<T> bias = new(layer.Plan.Columns * AlignedBuffer<T>.Padded(layer.HiddenSize));
    private Pieces pieces;
    private bool oneRow, fromZero, alone, joint;
    private T* x, output;

    public void Run(RecurrentTape<T> tape, Sequence<T> input, State<T>? initial, int[]? lengths)
    {
        Tape = tape;
        tape.Read = input;
        for (var b = 0; b < tape.Batch; b++) tape.Lengths[b] = lengths?[b] ?? tape.Steps;
        tape.AllWhole = lengths is null;
        oneRow = tape.Batch == 1;
        fromZero = initial is null;
        weights.Shape(oneRow);
        var parts = Parts(MultiplyAdds, tape.Batch);
        pieces = Pieces.Of((tape.Batch + parts - 1) / parts, tape.Steps, weights.Bytes, tape.GateRow * sizeof(T), Plan.Joint);
        joint = Plan.Joint && !oneRow && pieces.Steps == 1;
        tape.Keep(pieces.Steps);
        SetBias();
        for (var b = 0; b < tape.Batch; b++)
        {
            PaddedRow.Set(initial is null ? default : initial.H.AsSpan(b * H, H), tape.Hidden(0, b), H);
            if (tape.Final.C is not null) PaddedRow.Set(initial is null ? default : initial.C.AsSpan(b * H, H), tape.Cell(0, b), H);
        }

        fixed (T* pinnedX = input.Data, pinnedOutput = tape.Output.Data)
        {
            x = pinnedX;
            output = pinnedOutput;
            Team.Run(this, parts);
        }

        for (var b = 0; b < tape.Batch; b++)
        {
            PaddedRow.Get(tape.Hidden(tape.Steps, b), tape.Final.H.AsSpan(b * H, H));
            if (tape.Final.C is { } c) PaddedRow.Get(tape.Cell(tape.Steps, b), c.AsSpan(b * H, H));
        }
    }

    public override void Run(int part, int parts)
    {
        alone = parts == 1 && weights.Far && Tape.AllWhole;
        if (!alone)
        {
            weights.PackShare(part, parts);
            Barrier.Wait(parts);
        }

        var (from, to) = Share(Tape.Batch, 1, part, parts);
        for (var group = 0; group < pieces.Groups; group++)
        {
            var (first, end) = Share(to - from, Products.TileRows, group, pieces.Groups);
            if (first < end) RunPieces(from + first, from + end);
        }
    }

    /// <summary>All steps of sequences from … to − 1, piece by piece.</summary>
    private void RunPieces(int from, int to)
    {
        for (var first = 0; first < Tape.Steps; first += pieces.Steps)
        {
            var end = Math.Min(Tape.Steps, first + pieces.Steps);
            if (!joint) InputProduct(first, end, from, to);
            for (var t = first; t < end; t++) Step(t, from, to);
        }
    }

    /// <summary>Adds U operand to the gates of step t for sequences from … to − 1; <paramref name="which"/> of the plan's products. A joint sum begins here.</summary>
    public void Recurrent(int which, int t, int from, int to)
    {
        var product = Plan.Recurrent[which];
        var gates = Tape.Gates(t, from, product.FirstBlock);
        var operand = product.OperandBlock < 0
            ? new Operand<T>(Tape.Hidden(t, from), Padded)
            : new Operand<T>(Tape.Gates(t, from, product.OperandBlock), Tape.GateRow);
        if (oneRow)
        {
            if (t >= FirstOfU) Products.MultiplyRow(operand.Pointer, weights.U(which), gates, gates, Turn(t));
            return;
        }

        var (sums, meanwhile) = (new Operand<T>(gates, Tape.GateRow), Meanwhile(which, t, from, to));
        var ofU = t < FirstOfU ? default : new Term<T>(operand, weights.U(which));
        if (joint) Products.Multiply(new Term<T>(Input(t, from), weights.W), ofU, new Operand<T>(bias.Pointer, 0), sums, to - from, 1, Turn(t), meanwhile);
        else if (t >= FirstOfU) Products.Multiply(ofU, default, sums, sums, to - from, 1, Turn(t), meanwhile);
    }

    /// <summary>The first step with a product U h: without an initial state h is 0 before the sequence, and so is U h.</summary>
    private int FirstOfU => fromZero ? 1 : 0;

    /// <summary>Whether a step takes the panels from the last to the first, as every other does after the one that may pack them.</summary>
    private bool Turn(int t) => (t - FirstOfU) % 2 == 1;

    /// <summary>What is done alongside a step's product: the first packs its weights, the last of a piece fetches the inputs of the next.</summary>
    private IAlongside<T>? Meanwhile(int which, int t, int from, int to)
    {
        if (!alone) return null;
        var rounds = joint ? I + H : H;
        if (joint && t == 0 && from == 0) return fromZero ? weights.PackingW(I) : weights.PackingAll(rounds);
        if (t == FirstOfU && from == 0) return weights.PackingU(which, rounds);
        var next = t + 1;
        if (next == Tape.Steps || next % pieces.Steps != 0) return null;
        var (rows, tiles) = (to - from, (to - from + Products.TileRows - 1) / Products.TileRows);
        return nextInputs.During(weights.U(which), tiles, rounds, Turn(t), Input(next, from).Pointer, (nint)pieces.Steps * rows * I);
    }

    /// <remarks>Never a part of the loop that calls it: there the JIT has made code with which the gates of large batches took 1.6 times as long.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Step(int t, int from, int to)
    {
        for (var b = from; b < to;)
        {
            var end = RunEnd(t, b, to);
            var rows = new Span<T>(Output(t, b), (end - b) * H);
            if (t < Tape.Lengths[b])
            {
                Layer.ForwardStep(this, Tape, t, b, end);
                if (!Tape.ShowsHidden) PaddedRow.Get(Tape.HiddenRows(t + 1, b), H, rows);
            }
            else
            {
                Keep(t, b, end);
                rows.Clear();
            }

            b = end;
        }
    }

    /// <summary>Past its end a sequence keeps its state, and its gates are zero.</summary>
    private void Keep(int t, int from, int to)
    {
        for (var b = from; b < to; b++)
        {
            new Span<T>(Tape.Gates(t, b), Tape.GateRow).Clear();
            new Span<T>(Tape.Hidden(t, b), Padded).CopyTo(new Span<T>(Tape.Hidden(t + 1, b), Padded));
            if (Layer.HasCellState) new Span<T>(Tape.Cell(t, b), Padded).CopyTo(new Span<T>(Tape.Cell(t + 1, b), Padded));
        }
    }

    /// <summary>W x + b for all gates of some steps; where bU has a block of its own, that begins with bU.</summary>
    private void InputProduct(int first, int end, int from, int to)
    {
        var (batch, gateRow) = (Tape.Batch, Tape.GateRow);
        // A whole batch is one block of rows; a part of it, one block a step.
        var (rows, blocks) = to - from == batch ? ((end - first) * batch, 1) : (to - from, end - first);
        var gates = new Operand<T>(Tape.Gates(first, from), gateRow, (nint)batch * gateRow);
        // A product of one row has no time for packing, so that of its inputs packs for both.
        var packing = !alone || first > 0 || from > 0 ? null : oneRow ? weights.PackingAll(I) : weights.PackingW(I);
        Products.Multiply(Input(first, from), weights.W, new Operand<T>(bias.Pointer, 0), gates, rows, blocks, alongside: packing);
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
