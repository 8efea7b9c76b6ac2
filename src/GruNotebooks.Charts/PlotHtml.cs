using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Display;

namespace GruNotebooks.Charts;

/// <summary>A chart as HTML for any page: first the finding and its numbers, which stay where no script runs; a plain script replaces them by the chart.</summary>
internal static class PlotHtml
{
    private const int RowsShown = 12;

    /// <summary>The function that lays a figure out for narrow pages; the site imports the same file as a module.</summary>
    private static readonly string Fit = Resource("fit.js").Replace("export function", "function", StringComparison.Ordinal);

    public static string Of(string json, string finding)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..12];
        var alt = WebUtility.HtmlEncode(finding);
        return $$"""
            <figure class="gru-plot" data-gru-plot="{{mark}}" style="margin:0"><div role="img" aria-label="{{alt}}" style="overflow-x:auto"></div>
            <figcaption><p>{{alt}}</p>{{Details(JsonNode.Parse(json)!)}}</figcaption></figure>
            <script>
            (function () {
              const figure = {{InScript(json)}};
              {{Fit}}
              const lay = function (place, box) {
                const fit = fitted(figure, Math.max(320, place.clientWidth || 10000));
                return window.Plotly.newPlot(box, { data: fit.data, layout: fit.layout, frames: fit.frames, config: { displaylogo: false } });
              };
              const draw = function () {
                document.querySelectorAll('[data-gru-plot="{{mark}}"]:not([data-drawn])').forEach(function (place) {
                  place.setAttribute('data-drawn', '');
                  const box = place.querySelector('[role=img]');
                  let width = place.clientWidth;
                  lay(place, box).then(function () { place.querySelector('figcaption > p').hidden = true; });
                  window.addEventListener('resize', function () {
                    if (place.clientWidth !== width) lay(place, box);
                    width = place.clientWidth;
                  });
                });
              };
              if (window.Plotly) return draw();
              let script = document.querySelector('script[data-gru-plotly]');
              if (!script) {
                script = document.createElement('script');
                script.src = '{{PlotlyScript.Address}}';
                script.integrity = '{{PlotlyScript.Integrity}}';
                script.crossOrigin = 'anonymous';
                script.setAttribute('data-gru-plotly', '');
                document.head.appendChild(script);
              }
              script.addEventListener('load', draw);
            })();
            </script>
            """;
    }

    /// <summary>The numbers behind a summary that opens them; nothing where there are none to list.</summary>
    public static string Details(JsonNode figure) =>
        Numbers(figure) is { Length: > 0 } numbers ? $"<details><summary>The numbers of this chart</summary>{numbers}</details>" : "";

    /// <summary>JSON that cannot end the script it stands in.</summary>
    public static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>The curves as tables of at most <see cref="RowsShown"/> rows; empty where the chart has none, only colours.</summary>
    private static string Numbers(JsonNode figure)
    {
        var html = new StringBuilder();
        foreach (var trace in (JsonArray)figure["data"]!)
        {
            if (trace?["x"] is not JsonArray x || trace["y"] is not JsonArray y || x.Count != y.Count || trace["hoverinfo"]?.ToString() == "skip") continue;
            var (across, up) = (AxisTitle(figure, trace, "x"), AxisTitle(figure, trace, "y"));
            if (trace["orientation"]?.ToString() == "h") (x, y, across, up) = (y, x, up, across);
            var table = new ResultTable(across, trace["name"]?.ToString() is { Length: > 0 } name ? name : up);
            var step = Math.Max(1, (x.Count + RowsShown - 1) / RowsShown);
            for (var i = 0; i < x.Count; i += step)
                table.Row(Cell(x[i]), Cell(y[i]));
            html.Append(table.ToHtml());
            if (step > 1) html.Append(FormattableString.Invariant($"<p>Every {Ordinal(step)} of {x.Count} points.</p>"));
        }
        return html.ToString();
    }

    private static string AxisTitle(JsonNode figure, JsonNode trace, string axis) =>
        figure["layout"]?[axis + "axis" + (trace[axis + "axis"]?.ToString() ?? axis)[1..]]?["title"]?["text"]?.ToString() is { Length: > 0 } title ? title : axis;

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PlotHtml).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string Ordinal(int n) => (n % 10, n % 100) switch
    {
        (1, not 11) => $"{n}st",
        (2, not 12) => $"{n}nd",
        (3, not 13) => $"{n}rd",
        _ => $"{n}th",
    };

    private static object? Cell(JsonNode? node) => node is JsonValue v ? v.TryGetValue(out double d) ? d : v.ToString() : null;
}
