namespace GruNotebooks.Cli.Engine.Formatting;

/// <summary>A chart of Plotly.NET, known by its name: the figure that its own toFigureJson writes.</summary>
internal static class PlotlyNetChart
{
    /// <returns>Null for anything else.</returns>
    public static IReadOnlyList<(string MimeType, string Text)>? Format(object value)
    {
        // A union's value is of a nested type, one for each case.
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == "Plotly.NET.GenericChart" && type.GetMethod("toFigureJson", [type])?.Invoke(null, [value]) is string figure) return [(MimeBundle.Plotly, figure)];
        }
        return null;
    }
}
