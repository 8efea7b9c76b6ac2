using System.Text.Json;

namespace GruNotebooks.Interop;

/// <summary>An array of a reference file: nested JSON lists, read into one run of numbers.</summary>
/// <param name="Shape">Sizes, outermost first; empty for a single number.</param>
/// <param name="Values">The numbers, row-major.</param>
internal sealed record ReferenceTensor(int[] Shape, double[] Values)
{
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>Number k as indices: [2, 0].</summary>
    public string IndexText(int k)
    {
        var indices = new int[Shape.Length];
        for (var axis = Shape.Length - 1; axis >= 0; axis--) (k, indices[axis]) = Math.DivRem(k, Shape[axis]);
        return indices.Length == 0 ? "" : $"[{string.Join(", ", indices)}]";
    }

    /// <exception cref="InvalidDataException">The lists are not all of one length, or hold something other than numbers.</exception>
    public static ReferenceTensor Read(JsonElement element, string name)
    {
        var shape = new List<int>();
        for (var first = element; first.ValueKind == JsonValueKind.Array; first = first[0])
        {
            shape.Add(first.GetArrayLength());
            if (shape[^1] == 0) throw new InvalidDataException($"{name} has an empty list");
        }
        var values = new List<double>();
        Flatten(element, 0);
        return new ReferenceTensor([.. shape], [.. values]);

        void Flatten(JsonElement part, int axis)
        {
            if (axis == shape.Count)
                values.Add(part.ValueKind == JsonValueKind.Number && double.IsFinite(part.GetDouble())
                    ? part.GetDouble()
                    : throw new InvalidDataException($"{name} has {Excerpt(part)} where a number belongs"));
            else if (part.ValueKind != JsonValueKind.Array || part.GetArrayLength() != shape[axis])
                throw new InvalidDataException($"{name} is ragged: its first parts are [{string.Join(", ", shape)}], a later one is not");
            else
                foreach (var inner in part.EnumerateArray()) Flatten(inner, axis + 1);
        }
    }

    /// <summary>All arrays of one member of the file, by name.</summary>
    /// <exception cref="InvalidDataException">The member is missing, or one of its arrays cannot be read.</exception>
    public static Dictionary<string, ReferenceTensor> ReadGroup(JsonElement root, string group)
    {
        if (!root.TryGetProperty(group, out var members) || members.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"'{group}' is missing, or is not an object");
        var tensors = new Dictionary<string, ReferenceTensor>();
        foreach (var member in members.EnumerateObject())
            if (!tensors.TryAdd(member.Name, Read(member.Value, $"{group}.{member.Name}")))
                throw new InvalidDataException($"{group}.{member.Name} is there twice");
        return tensors;
    }

    private static string Excerpt(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= 20 ? text : text[..20] + "…";
    }
}
