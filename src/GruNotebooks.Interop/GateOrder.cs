namespace GruNotebooks.Interop;

/// <summary>The order in which a framework stacks the gates of one matrix. Ours: z, r, h; i, f, g, o; h.</summary>
/// <param name="Order">For each of the framework's gates, the number of ours.</param>
internal sealed record GateOrder(params int[] Order)
{
    /// <summary>PyTorch and cuDNN: r, z, n; i, f, g, o; h.</summary>
    public static GateOrder PyTorch(int gates) => gates == 3 ? new GateOrder(1, 0, 2) : Ours(gates);

    /// <summary>Keras: z, r, h; i, f, c, o; h.</summary>
    public static GateOrder Keras(int gates) => Ours(gates);

    /// <summary>ONNX: z, r, h; i, o, f, c; h.</summary>
    public static GateOrder Onnx(int gates) => gates == 4 ? new GateOrder(0, 3, 1, 2) : Ours(gates);

    /// <summary>Our row for row <paramref name="row"/> of the framework.</summary>
    public int OurRow(int row, int hiddenSize) => (Order[row / hiddenSize] * hiddenSize) + (row % hiddenSize);

    private static GateOrder Ours(int gates) => new([.. Enumerable.Range(0, gates)]);
}
