using System.Text.Json;

namespace GruNotebooks.Interop;

/// <summary>What a reference file says besides its network: how long and how many the sequences are.</summary>
internal sealed class ReferenceHeader : FrameworkHeader
{
    public ReferenceHeader(JsonElement root) : base(root) => (Steps, Batch) = (Size(root, "steps"), Size(root, "batch"));

    public int Steps { get; }

    public int Batch { get; }

    public override string ToString() => $"{base.ToString()}, T {Steps}, B {Batch}, {(IsDouble ? "float64" : "float32")}";
}
