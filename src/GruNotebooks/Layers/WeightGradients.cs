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
    private readonly CellPlan plan = layer.Plan;
    private readonly Products<T> products = Products<T>.Best;
    private readonly int I = layer.InputSize, H = layer.HiddenSize;
    private readonly int padded = AlignedBuffer<T>.Padded(layer.HiddenSize), paddedInputs = AlignedBuffer<T>.Padded(layer.InputSize);
    private readonly AlignedBuffer<T> ofW = new(), ofBias = new();
    private readonly AlignedBuffer<T>[] ofU = [.. layer.Plan.Recurrent.Select(_ => new AlignedBuffer<T>())];
    private Room[] rooms = [];

    /// <summary>Makes room for so many threads and rows of a piece.</summary>
    public void Prepare(int parts, int rows)
    {
        if (rooms.Length < parts) rooms = [.. rooms, .. Enumerable.Range(0, parts - rooms.Length).Select(_ => new Room())];
        for (var part = 0; part < parts; part++)
        {
            rooms[part].Tile.Reserve(rows * products.TileRows);
            rooms[part].Inputs.Shape(rows, paddedInputs, products.VectorLength, Products<T>.TileVectors);
            rooms[part].Hidden.Shape(rows, padded, products.VectorLength, Products<T>.TileVectors);
        }

        ofW.Reserve(plan.InputGates.Length * padded * paddedInputs);
        ofBias.Reserve(plan.GradientColumns * padded);
        for (var i = 0; i < ofU.Length; i++) ofU[i].Reserve(plan.Recurrent[i].Gates.Length * padded * padded);
    }

    /// <summary>Adds the rows of a piece: the gates' gradients d times inputs, and times states.</summary>
    public void Add(RecurrentTape<T> tape, int firstRow, int rows, T* x, T* d, int dRow, bool first, int part, int parts)
    {
        var room = rooms[part];
        room.Inputs.Shape(rows, paddedInputs, products.VectorLength, Products<T>.TileVectors);
        products.PackRows(room.Inputs, 0, x + ((nint)(firstRow + rows - 1) * I), -I, rows, I);
        var (from, to) = Share(plan.InputGates.Length, part, parts);
        products.OuterProducts(d, dRow, rows, from, to, room.Inputs, ofW.Pointer, paddedInputs, first, room.Tile.Pointer);
        var (fromBias, toBias) = Share(plan.GradientColumns, part, parts);
        products.SumRows(d, dRow, rows, fromBias, toBias, ofBias.Pointer, first);
        for (var i = 0; i < ofU.Length; i++)
        {
            var product = plan.Recurrent[i];
            room.Hidden.Shape(rows, padded, products.VectorLength, Products<T>.TileVectors);
            var last = firstRow + rows - 1;
            if (product.OperandBlock < 0) products.PackRows(room.Hidden, 0, tape.Hidden(0) + ((nint)last * padded), -padded, rows, padded);
            else products.PackRows(room.Hidden, 0, tape.Gates(0, 0, product.OperandBlock) + ((nint)last * tape.GateRow), -tape.GateRow, rows, padded);
            var (fromU, toU) = Share(product.Gates.Length, part, parts);
            products.OuterProducts(d + (product.FirstBlock * padded), dRow, rows, fromU, toU, room.Hidden, ofU[i].Pointer, padded, first, room.Tile.Pointer);
        }
    }

    /// <summary>Adds the sums of this part's rows to the parameters' gradients.</summary>
    public void Finish(int part, int parts)
    {
        Spread(ofW.Pointer, paddedInputs, plan.InputGates, layer.W.Gradient, I, part, parts);
        for (var i = 0; i < ofU.Length; i++) Spread(ofU[i].Pointer, padded, plan.Recurrent[i].Gates, layer.U.Gradient, H, part, parts);
        if (part != 0) return;
        for (var gate = 0; gate < plan.InputGates.Length; gate++)
        {
            Plain.Add(ofBias.Span.Slice(Array.IndexOf(plan.InputGates, gate) * padded, H), layer.B.Gradient.AsSpan(gate * H, H));
            if (layer.BU is { } bU) Plain.Add(ofBias.Span.Slice(plan.BlockOfSecondBias(gate) * padded, H), bU.Gradient.AsSpan(gate * H, H));
        }
    }

    private void Spread(T* sums, int sumsRow, int[] gates, T[] gradient, int columns, int part, int parts)
    {
        var (from, to) = Share(gates.Length, part, parts);
        fixed (T* target = gradient)
        {
            for (var m = from; m < to; m++)
            {
                var (block, j) = Math.DivRem(m, padded);
                if (j < H) products.Add(sums + ((nint)m * sumsRow), target + ((nint)((gates[block] * H) + j) * columns), columns);
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
    private sealed class Room
    {
        public AlignedBuffer<T> Tile { get; } = new();

        public Panels<T> Inputs { get; } = new();

        public Panels<T> Hidden { get; } = new();
    }
}
