using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GruNotebooks.Charts;

/// <summary>A chart as HTML for any page: first the finding and its numbers, which stay where no script runs; a plain script replaces them by the chart.</summary>
internal static partial class PlotHtml
{
    /// <summary>The function `fitted` and those it uses, which lay a figure out for narrow pages: the modules that the site imports, as one script.</summary>
    internal static readonly string Fit = string.Concat(typeof(PlotHtml).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => OnlyInModules().Replace(Resource(name), "")));

    public static string Of(string json, string finding)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..12];
        var alt = WebUtility.HtmlEncode(finding);
        return $$"""
            <figure class="gru-plot" data-gru-plot="{{mark}}" style="margin:0"><div role="img" aria-label="{{alt}}" style="overflow-x:auto"></div>
            <figcaption><p>{{alt}}</p>{{Details(JsonNode.Parse(json)!, finding)}}</figcaption></figure>
            <script>
            (function () {
              const figure = {{InScript(json)}};
              const fitted = (function () {
            {{Fit}}
              return fitted;
              })();
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
    public static string Details(JsonNode figure, string finding) =>
        PlotTable.Html(figure, finding) is { Length: > 0 } numbers
            ? $"<details><summary>The numbers of this chart</summary><div tabindex=\"0\" style=\"overflow-x:auto\">{numbers}</div></details>" : "";

    /// <summary>JSON that cannot end the script it stands in.</summary>
    public static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>What a script has no use for: imports, the word export, comments that take lines of their own, types.</summary>
    [GeneratedRegex(@"^import [^\n]*\n|^export |^//[^\n]*\n|/\*\*.*?\*/\s*", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyInModules();

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(PlotHtml).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
