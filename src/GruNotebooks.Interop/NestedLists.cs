using System.Runtime.InteropServices;
using System.Text.Json;
using GruNotebooks.Display;

namespace GruNotebooks.Interop;

/// <summary>Arrays as nested JSON lists, read into one run of numbers each.</summary>
internal static class NestedLists
{
    /// <summary>All arrays of one member of the file, by name.</summary>
    /// <exception cref="InvalidDataException">The member is missing, or one of its arrays cannot be read.</exception>
    public static Dictionary<string, NamedArray> ReadGroup(JsonElement root, string group)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(group, out var members) || members.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"'{group}' is missing, or is not an object");
        return members.EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value, $"{group}.{member.Name}"));
    }

    /// <exception cref="InvalidDataException">The lists are not all of one length, or hold something other than numbers.</exception>
    private static NamedArray Read(JsonElement element, string name)
    {
        var shape = new List<int>();
        for (var first = element; first.ValueKind == JsonValueKind.Array; first = first[0])
        {
            shape.Add(first.GetArrayLength());
            if (shape[^1] == 0) throw new InvalidDataException($"{FileText.Plain(name)} has an empty list");
        }
        // Every number has a character and a separator in the file, whatever the sizes of its first parts promise.
        var count = shape.Aggregate(1.0, (product, size) => product * size);
        if (count > (JsonMarshal.GetRawUtf8Value(element).Length + 1) / 2) throw Ragged();
        var (values, filled) = (new double[(int)count], 0);
        Flatten(element, 0);
        return new NamedArray(name, [.. shape], values);

        InvalidDataException Ragged() => new($"{FileText.Plain(name)} is ragged: its first parts are {FileText.Shape(shape)}, a later one is not");

        void Flatten(JsonElement part, int axis)
        {
            if (axis == shape.Count)
                values[filled++] = part.ValueKind == JsonValueKind.Number && part.TryGetDouble(out var number) && double.IsFinite(number)
                    ? number
                    : throw new InvalidDataException($"{FileText.Plain(name)} has {FileText.Plain(part.GetRawText())} where a number belongs");
            else if (part.ValueKind != JsonValueKind.Array || part.GetArrayLength() != shape[axis])
                throw Ragged();
            else
                foreach (var inner in part.EnumerateArray()) Flatten(inner, axis + 1);
        }
    }
}
