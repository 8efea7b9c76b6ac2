using System.Numerics;

namespace GruNotebooks.Training;

/// <summary>An endless supply of batches.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IBatchSource<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The next batch; it may overwrite an earlier one.</summary>
    Batch<T> Next();
}
