using System.Numerics;
using GruNotebooks.Layers;
using GruNotebooks.Numerics;

namespace GruNotebooks.Training;

/// <summary>Normal noise on every weight during one step (Graves 2011), a regulariser: what is stored with more precision than the noise
/// leaves is lost.</summary>
internal sealed class WeightNoise<T>(IReadOnlyList<Parameter<T>> parameters, double deviation, ulong seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] clean = [.. parameters.Select(parameter => new T[parameter.Count])];
    private readonly SeededRandom random = new(seed);

    public void Add()
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            var w = parameters[i].Value;
            w.CopyTo(clean[i], 0);
            for (int k = 0; k < w.Length; k++) w[k] += T.CreateTruncating(deviation * random.NextNormal());
        }
    }

    public void Save(BinaryWriter writer) => random.Save(writer);

    public void Load(BinaryReader reader) => random.Load(reader);

    public void Remove()
    {
        for (int i = 0; i < parameters.Count; i++) clean[i].CopyTo(parameters[i].Value, 0);
    }
}
