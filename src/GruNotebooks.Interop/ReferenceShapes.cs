using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>Holds the tensors of a reference file to the sizes in its header, before anything of that size is made.</summary>
internal static class ReferenceShapes
{
    public static void Check(
        ReferenceHeader header,
        IReadOnlyDictionary<string, NamedArray> inputs,
        IReadOnlyDictionary<string, NamedArray> lossWeights,
        IReadOnlyDictionary<string, NamedArray> expected)
    {
        var isLstm = header.Kind.HasCellState;
        int[] x = [header.Steps, header.Batch, header.InputSize];
        long[] output = [header.Steps, header.Batch, (long)header.Directions * header.HiddenSize];
        long[] state = header.IsKeras ? [header.Batch, header.HiddenSize] : [(long)header.Layers * header.Directions, header.Batch, header.HiddenSize];

        var known = new Dictionary<string, long[]> { ["input"] = [.. x], ["h0"] = state };
        if (isLstm) known["c0"] = state;
        Check("inputs", inputs, known);

        known = new() { ["output"] = output, ["hn"] = state };
        if (isLstm) known["cn"] = state;
        Check("lossWeights", lossWeights, known);

        known["loss"] = [];
        foreach (var (name, tensor) in inputs) known["grad_" + name] = [.. tensor.Shape];
        Check("expected", expected.Where(tensor => known.ContainsKey(tensor.Key)), known);   // those of weights follow with the weights
    }

    private static void Check(string group, IEnumerable<KeyValuePair<string, NamedArray>> tensors, Dictionary<string, long[]> known)
    {
        var found = new HashSet<string>();
        foreach (var (name, tensor) in tensors)
        {
            if (!known.TryGetValue(name, out var shape))
                throw new InvalidDataException($"{group}.{FileText.Plain(name)} is unknown; there are {string.Join(", ", known.Keys)}");
            if (!tensor.Shape.Select(size => (long)size).SequenceEqual(shape))
                throw new InvalidDataException($"{group}.{name} is {tensor.ShapeText}, the sizes of the header ask for {FileText.Shape(shape)}");
            found.Add(name);
        }
        if (known.Keys.FirstOrDefault(name => !found.Contains(name)) is { } missing)
            throw new InvalidDataException($"{group}.{missing} is missing");
    }
}
