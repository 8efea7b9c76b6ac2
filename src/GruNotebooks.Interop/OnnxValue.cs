namespace GruNotebooks.Interop;

/// <summary>What is known of a value of an ONNX graph while its operators are read in their order.</summary>
internal abstract record OnnxValue
{
    /// <summary>How the axes of a layer's outputs lie, from the operator's Y to what the next operator reads.</summary>
    public enum AxisOrder
    {
        /// <summary>[T, directions, B, H]: Y itself.</summary>
        TimeDirectionBatch,

        /// <summary>[T, B, directions, H].</summary>
        TimeBatchDirection,

        /// <summary>[T, B, directions · H]: what a layer here gives.</summary>
        TimeBatch,

        /// <summary>[B, T, directions · H].</summary>
        BatchTime,
    }

    /// <summary>What the caller gives: an input of the graph, or its entries from First on along the first axis.</summary>
    /// <param name="Name">The input's name.</param>
    /// <param name="First">The first entry.</param>
    /// <param name="Count">How many entries; null for the whole input.</param>
    /// <param name="BatchFirst">Whether its first two axes have been exchanged.</param>
    public sealed record Given(string Name, long First = 0, long? Count = null, bool BatchFirst = false) : OnnxValue;

    /// <summary>An array of the file.</summary>
    /// <param name="Tensor">The array.</param>
    /// <param name="Transposed">Whether it is a matrix that an operator has transposed.</param>
    public sealed record Constant(OnnxTensor Tensor, bool Transposed = false) : OnnxValue;

    /// <summary>Zeros of a computed shape: an initial state as PyTorch writes it.</summary>
    public sealed record Zeros : OnnxValue;

    /// <summary>Whole numbers computed from shapes.</summary>
    public sealed record Sizes : OnnxValue;

    /// <summary>The outputs of a layer at every step.</summary>
    public sealed record Outputs(int Level, AxisOrder Order) : OnnxValue;

    /// <summary>The state of a layer after its last step; of several, the highest.</summary>
    public sealed record FinalState(int Level) : OnnxValue;

    /// <summary>What the dense head makes of the outputs, before its bias or after.</summary>
    public sealed record Answer(bool HasBias) : OnnxValue;
}
