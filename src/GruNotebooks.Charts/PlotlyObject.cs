using System.Globalization;

namespace GruNotebooks.Charts;

/// <summary>
/// Plotly.NET's objects under plotly.js' own names. Their F# constructors have dozens of optional arguments that C# must all give;
/// every object is also a bag of named properties, and those are what plotly.js documents.
/// </summary>
internal static class PlotlyObject
{
    /// <summary>Sets properties of a trace, an axis, a font…; null is left out.</summary>
    public static T With<T>(this T target, params ReadOnlySpan<(string Name, object? Value)> properties) where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in properties)
        {
            if (value is not null) target.SetProperty(name, value);
        }
        return target;
    }

    /// <summary>A property that is there and of this type, else null.</summary>
    public static T? Get<T>(this DynamicObj.DynamicObj source, string name) where T : class =>
        source.Properties.TryGetValue(name, out var value) ? value as T : null;

    /// <summary>A number of a property that is there.</summary>
    public static double Number(this DynamicObj.DynamicObj source, string name) => Convert.ToDouble(source.Properties[name], CultureInfo.InvariantCulture);

    /// <summary>A second object with the same properties.</summary>
    public static T Copy<T>(this T source) where T : DynamicObj.DynamicObj, new()
    {
        var copy = new T();
        foreach (var (name, value) in source.Properties) copy.SetProperty(name, value);
        return copy;
    }

    /// <summary>The numbers behind colours: five digits are far more than 256 shades, and short enough to keep in a notebook.</summary>
    public static double[][] FiveDigits(double[][] rows) =>
        [.. rows.Select(r => r.Select(v => double.Parse(v.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>Colours from 0 to 1, as plotly.js writes a scale.</summary>
    public static object[] Scale((double At, string Colour)[] stops) => [.. stops.Select(s => new object[] { s.At, s.Colour })];
}
