using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>
/// Back-propagation through time, by tiles of the sequence from the last to the first: each step's gates and state, then the gradients of the
/// tile's inputs, then its share of the weights' gradients while the gates' gradients are still in the cache.
/// </summary>
/// <remarks>Threads share the batch in the steps and the rows of the weights in the weights' gradients; they wait for each other twice a tile.</remarks>
internal sealed unsafe class BackwardPass<T>(RecurrentLayer<T> layer) : RecurrentPass<T>(layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PackedMatrix<T> w = new();
    private readonly PackedMatrix<T>[] u = [.. layer.Plan.Recurrent.Select(_ => new PackedMatrix<T>())];
    private readonly WeightGradients<T> weights = new(layer);
    private readonly AlignedBuffer<T> dh = new(), dc = new(), dOperand = new(), gradients = new(), dxRows = new(), zeros = new();
    private readonly int gradientRow = AlignedBuffer<T>.OddLines(layer.Plan.GradientColumns * AlignedBuffer<T>.Padded(layer.HiddenSize));
    private bool oneRow;
    private int truncate, tileSteps, tileFirst;
    private T* x, dOutput, dx, dHidden;

    private int PaddedInputs { get; } = AlignedBuffer<T>.Padded(layer.InputSize);

    /// <summary>Gradients of a recorded pass, all checked by the layer: the whole of its Backward.</summary>
    /// <param name="tape">What the forward pass kept.</param>
    /// <param name="input">What it read, finite past the ends of the sequences too.</param>
    /// <param name="outputGradient">∂loss/∂output; zeros if null.</param>
    /// <param name="dFinal">∂loss/∂final state; zeros if null.</param>
    /// <param name="cutEvery">The steps between two cuts of the gradient's path; 0 for none.</param>
    /// <param name="result">Where the gradients of inputs and states go; those of the weights are added to the parameters.</param>
    public void Backpropagate(RecurrentTape<T> tape, Sequence<T> input, Sequence<T>? outputGradient, State<T>? dFinal, int cutEvery, InputGradients<T> result)
    {
        (Tape, truncate) = (tape, cutEvery);
        var batch = tape.Batch;
        oneRow = batch == 1;
        // The gradients of a tile's gates stay in the cache; wide weights want longer tiles, since each tile adds to all their sums.
        tileSteps = Math.Clamp(Math.Max(128, H / 2) / batch, 1, tape.Steps);
        w.Shape(Plan.InputGates.Length * Padded, PaddedInputs, Products.VectorLength, MatrixProducts<T>.TileVectors);
        for (var i = 0; i < u.Length; i++)
            u[i].Shape(Plan.Recurrent[i].Gates.Length * Padded, Padded, Products.VectorLength, oneRow ? MatrixProducts<T>.RowVectors : MatrixProducts<T>.TileVectors);
        zeros.Reserve(Math.Max(PaddedInputs, Padded));
        dh.Reserve((long)batch * Padded);
        dOperand.Reserve((long)batch * Padded);
        gradients.Reserve((long)tileSteps * batch * gradientRow);
        if (PaddedInputs != I) dxRows.Reserve((long)tileSteps * batch * PaddedInputs);
        if (Layer.HasCellState) dc.Reserve((long)batch * Padded);
        for (var b = 0; b < batch; b++)
        {
            PaddedRow.Set(dFinal is null ? default : dFinal.H.AsSpan(b * H, H), DH(b), H);
            if (Layer.HasCellState) PaddedRow.Set(dFinal is null ? default : dFinal.C.AsSpan(b * H, H), DC(b), H);
        }

        fixed (T* pinnedX = input.Data, pinnedOutput = outputGradient?.Data, pinnedDx = result.Input.Data, pinnedHidden = result.Hidden.Data)
        {
            x = pinnedX;
            dOutput = pinnedOutput;
            dx = pinnedDx;
            dHidden = pinnedHidden;
            var parts = Parts(2 * MultiplyAdds, int.MaxValue);
            weights.Prepare(parts, tileSteps * batch, tileSteps == tape.Steps);
            WorkerPool.RunParts(this, parts);
        }

        for (var b = 0; b < batch; b++)
        {
            PaddedRow.Get(DH(b), result.Initial.H.AsSpan(b * H, H));
            if (result.Initial.C is { } c) PaddedRow.Get(DC(b), c.AsSpan(b * H, H));
        }

        Tape = null!;
    }

    /// <summary>One thread's share: its sequences in the steps, its rows of the weights in their gradients.</summary>
    public override void DoPart(int part, int parts)
    {
        Pack(part, parts);
        Barrier.Wait(parts);
        var batch = Tape.Batch;
        var (from, to) = Share(batch, 1, part, parts);
        for (var end = Tape.Steps; end > 0;)
        {
            var first = Math.Max(0, end - tileSteps);
            tileFirst = first;
            for (var t = end - 1; t >= first; t--) StepBack(t, from, to);
            if (from < to) SetInputGradient(first, end, from, to);
            Barrier.Wait(parts);
            weights.AddRows(Tape, first * batch, (end - first) * batch, x, gradients.Pointer, gradientRow, part, parts);
            Barrier.Wait(parts);
            end = first;
        }

        if (part == 0) weights.AddBiases();
    }

    /// <summary>∂loss/∂h from sequence b on, carried from step to step, [B, padded H].</summary>
    public Rows<T> StateGradients(int b) => new(DH(b), Padded);

    /// <summary>∂loss/∂c from sequence b on.</summary>
    public Rows<T> CellGradients(int b) => new(DC(b), Padded);

    /// <summary>∂loss/∂(r ⊙ h) from sequence b on, where a product takes that.</summary>
    public Rows<T> OperandGradients(int b) => new(DOperand(b), Padded);

    /// <summary>The gradients of the gates of a step of this tile from sequence b on, block by block.</summary>
    public Rows<T> GateGradients(int t, int b) => new(Gradients(t, b), gradientRow);

    /// <summary>Adds Uᵀ times the gates' gradients of step t to ∂h, or sets ∂(r ⊙ h) to it, as the plan's product <paramref name="which"/> says.</summary>
    public void BackpropagateProduct(int which, int t, int from, int to)
    {
        var product = Plan.Recurrent[which];
        var a = Gradients(t, from, product.FirstBlock);
        var c = product.OperandBlock < 0 ? DH(from) : DOperand(from);
        var start = product.OperandBlock < 0 ? new Operand<T>(c, Padded) : new Operand<T>(zeros.Pointer, 0);
        if (oneRow) Products.MultiplyRow(a, u[which], start.Pointer, c, t % 2 == 1);
        else Products.Multiply(new Operand<T>(a, gradientRow), u[which], start, new Operand<T>(c, Padded), to - from, reversePanels: t % 2 == 1);
    }

    private T* DH(int b) => dh.Pointer + ((nint)b * Padded);

    private T* DC(int b) => dc.Pointer + ((nint)b * Padded);

    private T* DOperand(int b) => dOperand.Pointer + ((nint)b * Padded);

    private T* Gradients(int t, int b, int block = 0) => gradients.Pointer + (((nint)((t - tileFirst) * Tape.Batch) + b) * gradientRow) + (block * Padded);

    /// <summary>∂ of step t for sequences from … to − 1; those that have ended only hand the gradient of their state on.</summary>
    private void StepBack(int t, int from, int to)
    {
        for (var b = from; b < to;)
        {
            var end = RunEnd(t, b, to);
            if (t < Tape.Lengths[b]) ActiveStepBack(t, b, end);
            else SkipStep(t, b, end);
            b = end;
        }
    }

    private void ActiveStepBack(int t, int from, int to)
    {
        var (first, rows) = (((nint)(t * Tape.Batch) + from) * H, to - from);
        if (dOutput == null) PaddedRow.Get(StateGradients(from), H, new Span<T>(dHidden + first, rows * H));
        else if (H == Padded) Products.Add(dOutput + first, DH(from), dHidden + first, rows * H);
        else for (var b = 0; b < rows; b++) Products.Add(dOutput + first + (b * H), DH(from + b), dHidden + first + (b * H), H);
        Layer.BackwardStep(this, Tape, t, from, to);
        if (truncate == 0 || t == 0 || t % truncate != 0) return;
        new Span<T>(DH(from), (to - from) * Padded).Clear();
        if (Layer.HasCellState) new Span<T>(DC(from), (to - from) * Padded).Clear();
    }

    /// <summary>Past a sequence's end the gradient of its state passes through unchanged, and nothing else has any.</summary>
    private void SkipStep(int t, int from, int to)
    {
        for (var b = from; b < to; b++)
        {
            new Span<T>(Gradients(t, b), gradientRow).Clear();
            new Span<T>(dHidden + (((nint)(t * Tape.Batch) + b) * H), H).Clear();
        }
    }

    /// <summary>∂loss/∂x = Wᵀ times the gates' gradients, for a tile.</summary>
    private void SetInputGradient(int first, int end, int from, int to)
    {
        var batch = Tape.Batch;
        var (rows, blocks) = to - from == batch ? ((end - first) * batch, 1) : (to - from, end - first);
        var a = new Operand<T>(Gradients(first, from), gradientRow, (nint)batch * gradientRow);
        var to0 = PaddedInputs == I ? dx + (((nint)(first * batch) + from) * I) : dxRows.Pointer + ((nint)from * PaddedInputs);
        var c = new Operand<T>(to0, PaddedInputs, (nint)batch * PaddedInputs);
        Products.Multiply(a, w, new Operand<T>(zeros.Pointer, 0), c, rows, blocks);
        if (PaddedInputs == I) return;
        for (var t = first; t < end; t++)
        {
            for (var b = from; b < to; b++)
                PaddedRow.Get(dxRows.Pointer + (((nint)((t - first) * batch) + b) * PaddedInputs), new Span<T>(dx + (((nint)(t * batch) + b) * I), I));
        }
    }

    private void Pack(int part, int parts)
    {
        Pack(w, Layer.W.Value, I, Plan.InputGates, part, parts);
        for (var i = 0; i < u.Length; i++) Pack(u[i], Layer.U!.Value, H, Plan.Recurrent[i].Gates, part, parts);
    }

    /// <summary>Some gates' rows of a matrix [G·H, columns], gate by gate, each gate padded with rows of zeros.</summary>
    private void Pack(PackedMatrix<T> panels, T[] matrix, int columns, int[] gates, int part, int parts)
    {
        fixed (T* source = matrix)
        {
            for (var block = 0; block < gates.Length; block++)
            {
                var (from, to) = Share(H, 1, part, parts);
                Products.PackRows(panels, (block * Padded) + from, source + ((nint)((gates[block] * H) + from) * columns), columns, to - from, columns);
                if (part == 0 && H < Padded) Products.PackRows(panels, (block * Padded) + H, source, 0, Padded - H, 0);
            }
        }
    }
}
