// Plotly.NET beside the library's own charts: ToPlotlyNet() turns a Plot into a GenericChart, ToPlot(alt) turns any GenericChart into a Plot.
// A Plot shows in every host and is saved with its picture; a GenericChart shows in .NET Interactive, while there is a network.
#r "nuget: Plotly.NET, 5.0.0"
#r "nuget: Plotly.NET.Interactive, 5.0.0"
using Microsoft.FSharp.Collections;
using Newtonsoft.Json.Linq;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

// Plotly.NET merges a restyled axis, line or legend into the one that is there only if that one is of its own type; the rest may stay JSON.
static object ToTyped(string name, JToken value) => (name.TrimEnd("0123456789".ToCharArray()), value) switch
{
    ("xaxis" or "yaxis", JObject part) => Fill(new LinearAxis(), part),
    ("line", JObject part) => Fill(new Line(), part),
    ("marker", JObject part) => Fill(new Marker(), part),
    ("legend", JObject part) => Fill(new Legend(), part),
    ("colorbar", JObject part) => Fill(new ColorBar(), part),
    ("title", JObject part) => Fill(new Title(), part),
    ("font", JObject part) => Fill(new Font(), part),
    ("annotations", JArray parts) => parts.Cast<JObject>().Select(part => Fill(new Annotation(), part)).ToList(),
    ("shapes", JArray parts) => parts.Cast<JObject>().Select(part => Fill(new Shape(), part)).ToList(),
    _ => value,
};

static T Fill<T>(T target, JObject source) where T : DynamicObj.DynamicObj
{
    foreach (var property in source.Properties().Where(property => property.Name != "type" || target is not Trace)) target.SetValue(property.Name, ToTyped(property.Name, property.Value));
    return target;
}

// Chart.Grid asks for a trace's kind, so each gets the class of its kind.
static Trace NewTrace(string type) => type switch
{
    "surface" or "scatter3d" or "mesh3d" or "cone" or "streamtube" or "volume" or "isosurface" => new Trace3D(type),
    "pie" or "table" or "sankey" or "sunburst" or "treemap" or "icicle" or "indicator" => new TraceDomain(type),
    _ => new Trace2D(type),
};

/// Frames and sliders stay behind: a GenericChart has no place for frames.
static GenericChart ToPlotlyNet(this Plot plot)
{
    var figure = JObject.Parse(plot.Json);
    var traces = figure["data"].Cast<JObject>().Select(trace => Fill(NewTrace((string)trace["type"] ?? "scatter"), trace));
    var layout = (JObject)figure["layout"] ?? new JObject();
    foreach (var moving in new[] { "sliders", "updatemenus" }) layout.Remove(moving);
    return GenericChart.fromFigure(Figure.create(ListModule.OfSeq(traces), Fill(new Layout(), layout)));
}

static Plot ToPlot(this GenericChart chart, string alt) => new(GenericChart.toFigureJson(chart), alt);
