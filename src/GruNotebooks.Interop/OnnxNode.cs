using GruNotebooks.Display;
using GruNotebooks.Interop.Onnx;

namespace GruNotebooks.Interop;

/// <summary>One operator of an ONNX graph. Whoever reads it takes its attributes one by one; those left over are refused by name.</summary>
internal sealed class OnnxNode
{
    private readonly NodeProto node;
    private readonly int place;
    private readonly Dictionary<string, AttributeProto> unread = [];

    /// <param name="node">The message.</param>
    /// <param name="place">Where it stands among the operators, from 0.</param>
    public OnnxNode(NodeProto node, int place)
    {
        (this.node, this.place) = (node, place);
        foreach (var attribute in node.Attribute)
            if (!unread.TryAdd(attribute.Name, attribute)) throw Refused($"it has the attribute {FileText.Quoted(attribute.Name)} twice");
    }

    public string Type => node.OpType;

    public IReadOnlyList<string> Inputs => node.Input;

    public IReadOnlyList<string> Outputs => node.Output;

    /// <summary>The standard's own operators are of the domain "", also written ai.onnx.</summary>
    public bool IsStandard => node.Domain is "" or "ai.onnx";

    /// <summary>Type and name: GRU 'rnn/gru'.</summary>
    public override string ToString() => $"{FileText.Plain(Type)} {(node.Name == "" ? $"(operator {place + 1})" : FileText.Quoted(node.Name))}";

    public InvalidDataException Refused(string why) => new($"{this}: {why}.");

    public string Input(int k) => Inputs.Count > k ? Inputs[k] : "";

    public long Number(string name, long otherwise) => Take(name, AttributeProto.Types.AttributeType.Int, attribute => attribute.HasI) is { } attribute ? attribute.I : otherwise;

    public long[]? Numbers(string name) => Take(name, AttributeProto.Types.AttributeType.Ints, attribute => !attribute.HasI) is { } attribute ? [.. attribute.Ints] : null;

    public string Text(string name, string otherwise) => Take(name, AttributeProto.Types.AttributeType.String, attribute => attribute.HasS) is { } attribute ? attribute.S.ToStringUtf8() : otherwise;

    public string[] Texts(string name) => Take(name, AttributeProto.Types.AttributeType.Strings, attribute => !attribute.HasS) is { } attribute ? [.. attribute.Strings.Select(text => text.ToStringUtf8())] : [];

    public TensorProto? Tensor(string name) => Take(name, AttributeProto.Types.AttributeType.Tensor, attribute => attribute.T is not null)?.T;

    /// <summary>An empty list of numbers is as good as none; any other list stays unread, and is refused.</summary>
    public void AcceptEmpty(string name)
    {
        if (unread.TryGetValue(name, out var attribute) && attribute.Floats.Count == 0 && attribute.Type is AttributeProto.Types.AttributeType.Floats) unread.Remove(name);
    }

    /// <summary>To be called when all that is understood has been taken.</summary>
    /// <exception cref="InvalidDataException">Something is left: an attribute, or a field of a later version of the format.</exception>
    public void RefuseTheRest()
    {
        if (unread.Keys.FirstOrDefault() is { } name) throw Refused($"the attribute {FileText.Quoted(name)} has no counterpart here");
        if (NodeProto.Parser.WithDiscardUnknownFields(true).ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(node)).CalculateSize() != node.CalculateSize())
            throw Refused("it has a field that this version of the ONNX schema does not know");
    }

    private AttributeProto? Take(string name, AttributeProto.Types.AttributeType type, Func<AttributeProto, bool> hasIt)
    {
        if (!unread.Remove(name, out var attribute)) return null;
        var fits = attribute.HasType ? attribute.Type == type && (hasIt(attribute) || type is AttributeProto.Types.AttributeType.Int or AttributeProto.Types.AttributeType.String) : hasIt(attribute);
        return fits && !attribute.HasRefAttrName ? attribute : throw Refused($"its attribute {FileText.Quoted(name)} is not of the type that it should have");
    }
}
