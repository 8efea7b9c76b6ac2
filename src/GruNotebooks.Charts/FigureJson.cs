using System.Globalization;
using Newtonsoft.Json;
using Plotly.NET;

namespace GruNotebooks.Charts;

/// <summary>A chart of Plotly.NET as plotly.js' JSON: short, and the same text on every machine.</summary>
internal static class FigureJson
{
    /// <summary>Where a layout keeps the frames of a slider: a GenericChart has no other place for them that its fluent methods leave alone.</summary>
    public const string Frames = "frames";

    // Loops are looked for by reference: two dynamic objects compare by the hash of all that is in them, and a chart with a slider took ten seconds.
    private static readonly JsonSerializer Writer = JsonSerializer.Create(new JsonSerializerSettings
    {
        Culture = CultureInfo.InvariantCulture,
        Converters = { new Numbers(), new Properties() },
        EqualityComparer = ReferenceEqualityComparer.Instance,
    });

    private static readonly string DefaultTemplate = Of(Defaults.DefaultTemplate);

    /// <summary>Data, layout and, where it moves, frames.</summary>
    public static string Of(GenericChart chart)
    {
        var layout = GenericChart.getLayout(chart).Copy();
        var figure = new DynamicObj.DynamicObj().With(("data", GenericChart.getTraces(chart)), ("layout", layout), (Frames, layout.Get<object>(Frames)));
        layout.RemoveProperty(Frames);
        if (layout.Get<object>("template") is { } template && Of(template) == DefaultTemplate) layout.SetProperty("template", HouseStyle.Template);
        return Of(figure);
    }

    /// <summary>A part of a figure.</summary>
    public static string Of(object? part)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Writer.Serialize(text, part);
        return text.ToString();
    }

    /// <summary>Seven significant digits: more than a screen has pixels. What is no number is a gap (null).</summary>
    private sealed class Numbers : JsonConverter
    {
        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) => objectType == typeof(double) || objectType == typeof(float);

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        {
            var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
            if (!double.IsFinite(number)) writer.WriteNull();
            else writer.WriteRawValue((double.Parse(number.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0).ToString(CultureInfo.InvariantCulture));
        }

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException("Figures are written, never read.");
    }

    /// <summary>Properties in the order in which they were set; by reflection on a dynamic object the same takes four times as long.</summary>
    private sealed class Properties : JsonConverter
    {
        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) => typeof(DynamicObj.DynamicObj).IsAssignableFrom(objectType);

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        {
            writer.WriteStartObject();
            foreach (var property in ((DynamicObj.DynamicObj)value!).GetProperties(true))
            {
                writer.WritePropertyName(property.Key);
                serializer.Serialize(writer, property.Value);
            }
            writer.WriteEndObject();
        }

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException("Figures are written, never read.");
    }
}
