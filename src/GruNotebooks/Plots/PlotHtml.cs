using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GruNotebooks.Plots;

/// <summary>A chart as HTML for any page: first the finding and its numbers, which stay where no script runs; a plain script replaces them by the chart.</summary>
internal static class PlotHtml
{
    private const int RowsShown = 12;

    public static string Of(Plot plot)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plot.Json)))[..12];
        var alt = WebUtility.HtmlEncode(plot.Alt);
        return $$"""
            <figure class="gru-plot" data-gru-plot="{{mark}}" style="margin:0"><div role="img" aria-label="{{alt}}"></div>
            <figcaption><p>{{alt}}</p><details><summary>The numbers of this chart</summary>{{Numbers(JsonNode.Parse(plot.Json)!)}}</details></figcaption></figure>
            <script>
            (function () {
              const figure = {{InScript(plot.Json)}};
              const draw = function () {
                document.querySelectorAll('[data-gru-plot="{{mark}}"]:not([data-drawn])').forEach(function (place) {
                  place.setAttribute('data-drawn', '');
                  const box = place.querySelector('[role=img]'), copy = JSON.parse(JSON.stringify(figure));
                  if (copy.layout && copy.layout.width) copy.layout.width = Math.min(copy.layout.width, Math.max(320, place.clientWidth || 10000));
                  copy.config = { responsive: true, displaylogo: false };
                  window.Plotly.newPlot(box, copy).then(function () { place.querySelector('figcaption > p').hidden = true; });
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

    /// <summary>JSON that cannot end the script it stands in.</summary>
    public static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>The curves as tables of at most <see cref="RowsShown"/> rows.</summary>
    public static string Numbers(JsonNode figure)
    {
        var html = new StringBuilder();
        foreach (var trace in (JsonArray)figure["data"]!)
        {
            if (trace?["x"] is not JsonArray x || trace["y"] is not JsonArray y || x.Count != y.Count || trace["hoverinfo"]?.ToString() == "skip") continue;
            var name = trace["name"]?.ToString() is { Length: > 0 } n ? n : "values";
            var table = new ResultTable("x", name);
            var step = Math.Max(1, (x.Count + RowsShown - 1) / RowsShown);
            for (var i = 0; i < x.Count; i += step)
                table.Row(Cell(x[i]), Cell(y[i]));
            html.Append(table.ToHtml());
            if (step > 1) html.Append(FormattableString.Invariant($"<p>Every {step}th of {x.Count} points.</p>"));
        }
        return html.Length > 0 ? html.ToString() : "<p>This chart shows more numbers than a table holds; the notebook prints those that matter.</p>";
    }

    private static object? Cell(JsonNode? node) => node is JsonValue v ? v.TryGetValue(out double d) ? d : v.ToString() : null;
}
