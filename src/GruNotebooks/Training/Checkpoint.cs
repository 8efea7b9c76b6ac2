using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GruNotebooks.Training;

/// <summary>Where a training stands, in a file: everything that its next step depends on, bit for bit.</summary>
/// <remarks>
/// The file: a mark, the identity of the training (task, settings, seed, network), the state, and the SHA-256 of all that. Batches are not kept: they
/// follow from the seed, so as many as were used are drawn again. Written beside its place and moved there, so that an interruption leaves the file before.
/// </remarks>
internal sealed class Checkpoint(string path, string identity)
{
    private const string Mark = "GruNotebooks checkpoint 2";

    /// <summary>Replaces the file.</summary>
    public void Save(Action<BinaryWriter> state)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Mark);
        writer.Write(identity);
        state(writer);
        writer.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        string unfinished = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllBytes(unfinished, bytes.ToArray());
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Gives the state of the file to <paramref name="state"/>.</summary>
    /// <returns>Whether there is a file.</returns>
    /// <exception cref="InvalidDataException">The file is no checkpoint, damaged, or of another training.</exception>
    public bool Load(Action<BinaryReader> state)
    {
        if (!File.Exists(path)) return false;
        byte[] bytes = File.ReadAllBytes(path);
        int end = Math.Max(0, bytes.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException($"{path} is not a checkpoint, or damaged; delete it to start anew.");
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, end));
        try
        {
            if (reader.ReadString() != Mark) throw new InvalidDataException($"{path} is not a checkpoint of this version; delete it to start anew.");
            if (reader.ReadString() is var found && found != identity)
                throw new InvalidDataException($"{path} is the checkpoint of another training: {found}; this one is {identity}. Name another file.");
            state(reader);
            return true;
        }
        catch (Exception failure) when (failure is EndOfStreamException or FormatException)    // its hash is right, but nobody here wrote it
        {
            throw new InvalidDataException($"{path} is not a checkpoint; delete it to start anew.", failure);
        }
    }
}

/// <summary>Numbers of a layer's precision in a checkpoint, as they lie in memory (little-endian on everything .NET runs on).</summary>
internal static class CheckpointNumbers
{
    public static void WriteAll<T>(this BinaryWriter writer, IReadOnlyList<T[]> arrays) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var array in arrays) writer.Write(MemoryMarshal.AsBytes(array.AsSpan()));
    }

    /// <summary>Fills arrays of the same sizes.</summary>
    public static void ReadAll<T>(this BinaryReader reader, IReadOnlyList<T[]> arrays) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var array in arrays) reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
    }

    public static void WriteAll(this BinaryWriter writer, ReadOnlySpan<double> numbers) => writer.Write(MemoryMarshal.AsBytes(numbers));

    public static void ReadAll(this BinaryReader reader, Span<double> numbers) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers));
}
