using System.Numerics;
using GruNotebooks.Numerics;

namespace GruNotebooks.Layers;

/// <summary>The gradients of W, U and the biases: sums over all steps and sequences of outer products.</summary>
/// <remarks>
/// Each sum starts at 0, takes its rows from the last step's last sequence to the first step's first, and is then added to the
/// gradient that was there. Threads share the rows of the weights, so no sum is ever split between two.
/// </remarks>
internal sealed unsafe class WeightGradients<T>(RecurrentLayer<T> layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int L1Bytes = 32 << 10;
    private readonly CellProducts plan = layer.Plan;
    private readonly MatrixProducts<T> products = MatrixProducts<T>.Best;
    private readonly int I = layer.InputSize, H = layer.HiddenSize;
    private readonly int padded = AlignedBuffer<T>.Padded(layer.HiddenSize), paddedInputs = AlignedBuffer<T>.Padded(layer.InputSize);
    private readonly AlignedBuffer<T> ofW = new(), ofBias = new();
    private readonly AlignedBuffer<T>[] ofU = [.. layer.Plan.Recurrent.Select(_ => new AlignedBuffer<T>())];
    private ThreadScratch[] scratch = [];
    private bool oneTile;

    /// <summary>Makes room for so many threads and tiles of so many rows.</summary>
    public void Prepare(int parts, int rows, bool onlyOne)
    {
        oneTile = onlyOne;
        if (scratch.Length < parts) scratch = [.. scratch, .. Enumerable.Range(0, parts - scratch.Length).Select(_ => new ThreadScratch())];
        for (var part = 0; part < parts; part++)
        {
            scratch[part].Tile.Reserve(products.TileRows * Math.Max(padded, paddedInputs));
            scratch[part].Inputs.Shape(rows, paddedInputs, products.VectorLength, MatrixProducts<T>.TileVectors);
            scratch[part].Hidden.Shape(rows, padded, products.VectorLength, MatrixProducts<T>.TileVectors);
        }

        ofBias.Reserve(plan.GradientColumns * padded);
        if (oneTile) return;
        ofW.Reserve((long)plan.InputGates.Length * padded * paddedInputs);
        for (var i = 0; i < ofU.Length; i++) ofU[i].Reserve((long)plan.Recurrent[i].Gates.Length * padded * padded);
    }

    /// <summary>Adds the rows of a tile: the gates' gradients d times inputs, and times states. After the last tile the sums go to the parameters.</summary>
    public void AddRows(RecurrentTape<T> tape, int firstRow, int rows, T* x, T* d, int dRow, int part, int parts)
    {
        var own = scratch[part];
        var (lastRow, begins, ends) = (firstRow + rows - 1, firstRow + rows == tape.Steps * tape.Batch, firstRow == 0);
        Arrange(own.Inputs, x + ((nint)lastRow * I), I, rows, I, paddedInputs);
        var block = new Rows<T>(d, dRow);
        AddOuterProducts(block, rows, own.Inputs, plan.InputGates, ofW, layer.W.Gradient, I, begins, ends, part, parts);
        for (var i = 0; i < ofU.Length; i++)
        {
            var product = plan.Recurrent[i];
            var operand = product.OperandBlock < 0 ? new Rows<T>(tape.Hidden(0), padded) : new Rows<T>(tape.Gates(0, 0, product.OperandBlock), tape.GateRow);
            Arrange(own.Hidden, operand[lastRow], operand.Distance, rows, padded, padded);
            AddOuterProducts(new Rows<T>(d + (product.FirstBlock * padded), dRow), rows, own.Hidden, product.Gates, ofU[i], layer.U!.Gradient, H, begins, ends, part, parts);
        }

        var (from, to) = Share(plan.GradientColumns, part, parts);
        products.SumRows(d, dRow, rows, from, to, ofBias.Pointer, begins);
    }

    /// <summary>Rows from the last to the first as panels: used in place if all of them fit the L1 cache, else packed.</summary>
    private void Arrange(PackedMatrix<T> panels, T* last, int distance, int rows, int columns, int padded)
    {
        if (columns == padded && rows * distance * sizeof(T) <= L1Bytes)
        {
            panels.View(last, -distance, rows, padded, products.VectorLength, MatrixProducts<T>.TileVectors);
            return;
        }

        panels.Shape(rows, padded, products.VectorLength, MatrixProducts<T>.TileVectors);
        products.PackRows(panels, 0, last, -distance, rows, columns);
    }

    /// <summary>Adds the sums of the biases' gradients to the parameters.</summary>
    public void AddBiases()
    {
        for (var gate = 0; gate < plan.InputGates.Length; gate++)
        {
            products.Add(ofBias.Span.Slice(Array.IndexOf(plan.InputGates, gate) * padded, H), layer.B.Gradient.AsSpan(gate * H, H));
            if (layer.BU is { } bU) products.Add(ofBias.Span.Slice(plan.BlockOfSecondBias(gate) * padded, H), bU.Gradient.AsSpan(gate * H, H));
        }
    }

    /// <summary>Adds this part's rows of the gradient of some gates' weights, a register tile's height at a time.</summary>
    private void AddOuterProducts(Rows<T> d, int rows, PackedMatrix<T> v, int[] gates, AlignedBuffer<T> all, T[] gradient, int columns, bool begins, bool ends, int part, int parts)
    {
        var (from, to) = Share(gates.Length, part, parts);
        fixed (T* target = gradient)
        {
            for (var m = from; m < to; m += products.TileRows)
            {
                var (block, j) = Math.DivRem(m, padded);
                if (j >= H) continue;
                // Where the whole sequence is one tile, the sums go to the gradient while they are still in the L1 cache.
                var sums = new Rows<T>(oneTile ? scratch[part].Tile.Pointer : all.Pointer + ((nint)m * v.Columns), v.Columns);
                products.OuterProducts(d[0] + m, d.Distance, rows, v, sums[0], v.Columns, begins);
                if (!ends) continue;
                for (var i = 0; i < Math.Min(products.TileRows, H - j); i++)
                    products.Add(sums[i], target + ((nint)((gates[block] * H) + j + i) * columns), columns);
            }
        }
    }

    /// <summary>This part's share of the rows of some gates, in whole cache lines and so in whole tiles.</summary>
    private (int From, int To) Share(int gates, int part, int parts)
    {
        var line = AlignedBuffer<T>.LineLength;
        var lines = gates * padded / line;
        return ((int)((long)lines * part / parts) * line, (int)((long)lines * (part + 1) / parts) * line);
    }

    /// <summary>What each thread packs for itself.</summary>
    private sealed class ThreadScratch
    {
        public AlignedBuffer<T> Tile { get; } = new();

        public PackedMatrix<T> Inputs { get; } = new();

        public PackedMatrix<T> Hidden { get; } = new();
    }
}
