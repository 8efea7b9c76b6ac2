namespace GruNotebooks.Cli.Tests.Portability;

/// <summary>Names that <c>using Plotly.NET;</c> and its namespaces for layout and traces bring, and that nobody else may therefore give a type.</summary>
internal static class PlotlyNames
{
    public static IReadOnlySet<string> All { get; } = """
        ARGB ARGBConverter AutoRangeOptions Chart Chart2D Chart3D ChartCarpet ChartDTO ChartDomain ChartMap ChartPolar ChartSmith
        ChartTemplates ChartTernary Color ColorBar ColorConverter ColorKeyword Config Defaults DisplayOptions Figure Font Frame
        GenericChart GenericChartExtensions HTML Layout Line Padding PlotlyJSReference StyleParam Template TickFormatStop Title
        Trace Trace2D Trace2DStyle Trace3D Trace3DStyle TraceCarpet TraceCarpetStyle TraceDomain TraceDomainStyle TraceGeo
        TraceGeoStyle TraceID TraceMapbox TraceMapboxStyle TracePolar TracePolarStyle TraceSmith TraceSmithStyle TraceStyle
        TraceTernary TraceTernaryStyle Annotation Legend LinearAxis Marker Scene Selection Shape Slider
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
}
