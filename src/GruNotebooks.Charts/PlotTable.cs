using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GruNotebooks.Display;

namespace GruNotebooks.Charts;

/// <summary>The numbers of a chart as one table: a row for each x with a column for each curve, or, where curves share no x, a row for each point.</summary>
internal static partial class PlotTable
{
    /// <summary>Rows of a panel, or of a curve that shares no x with others; longer ones are thinned. Also the most rows and columns of a map.</summary>
    public const int RowsShown = 12;

    /// <summary>Rows that names lead: those between two names cannot be guessed.</summary>
    private const int NamesShown = 30;

    /// <summary>The table and what was left out of it, as HTML; empty where a chart has nothing to list, such as a drawing or a large map.</summary>
    /// <param name="figure">plotly.js' JSON.</param>
    /// <param name="finding">What the chart shows: the caption where it has no title.</param>
    public static string Html(JsonNode figure, string finding)
    {
        var series = Series.In(figure);
        var caption = figure["layout"]?["title"]?["text"]?.ToString() is { Length: > 0 } title && Plain(title) is { Length: > 0 } heading ? heading : finding;
        if (series.Count == 0) return OfMap(figure, caption)?.ToHtml() ?? "";
        var panels = series.GroupBy(s => s.Panel).Select(g => g.ToArray()).ToArray();
        var merged = panels.Select(Merged).ToArray();
        var (table, thinned) = panels.Zip(merged, FitsColumns).All(fits => fits) ? Columns(panels, merged, caption) : Points(panels, caption);
        var note = Note(thinned);
        return table.ToHtml() + (note.Length > 0 ? $"<p>{note}</p>" : "");
    }

    /// <summary>A title of plotly.js without its note and its tags.</summary>
    public static string Plain(string text) => Tags().Replace(text.Split("<span")[0].Replace("<br>", " ", StringComparison.Ordinal), "").Trim();

    /// <summary>The x of a panel's curves, each once: numbers and named places by size, other names as they come.</summary>
    private static Place[] Merged(Series[] panel)
    {
        var places = panel.SelectMany(s => s.Places).DistinctBy(p => p.Key).ToArray();
        return Array.TrueForAll(places, p => p.Order is not null) ? [.. places.OrderBy(p => p.Order)] : places;
    }

    /// <summary>Whether a row for each x suits: no curve has an x twice, each shares half of its x with the longest, and where rows are left out none is sparser than the rows.</summary>
    private static bool FitsColumns(Series[] panel, Place[] rows)
    {
        var at = rows.Select((p, i) => (p.Key, i)).ToDictionary(p => p.Key, p => p.i);
        var longest = panel.MaxBy(s => s.Places.Length)!.Places.Select(p => p.Key).ToHashSet();
        return Array.TrueForAll(panel, s =>
        {
            int[] own = [.. s.Places.Select(p => at[p.Key]).Distinct()];
            var dense = rows.Length <= RowsShown || own.Length >= 0.9 * (own.Max() - own.Min() + 1);
            return own.Length == s.Places.Length && dense && s.Places.Count(p => longest.Contains(p.Key)) * 2 >= s.Places.Length;
        });
    }

    private static (ResultTable Table, List<Thinned> Thinned) Columns(Series[][] panels, Place[][] merged, string caption)
    {
        var unnamed = string.Join(" or ", panels.SelectMany(p => p).Where(s => s.Name.Length == 0).Select(s => s.ValueTitle).Distinct());
        string[] names = [.. panels.SelectMany(p => Names(p, unnamed)).Distinct()];
        var grid = panels.Length > 1;
        var named = panels.SelectMany(p => p).Where(s => s.Name.Length > 0).Select(s => s.ValueTitle).Where(t => t.Length > 0).Distinct().ToArray();
        string[] leading = grid ? ["panel"] : [];
        var table = new ResultTable([.. leading, PlaceTitle(panels), .. names]) { Caption = named.Length > 0 ? $"{caption} ({string.Join("; ", named)})" : caption };
        var thinned = new List<Thinned>();
        for (var n = 0; n < panels.Length; n++)
        {
            var (columns, rows) = (Names(panels[n], unnamed), merged[n]);
            var values = panels[n].Select(s => s.Places.Zip(s.Values).ToDictionary(p => p.First.Key, p => p.Second)).ToArray();
            thinned.Add(new Thinned(panels[n][0].PanelTitle, rows.Length, Array.TrueForAll(rows, r => r.Shown is string) ? NamesShown : RowsShown));
            for (var i = 0; i < rows.Length; i += thinned[^1].Step)
            {
                object?[] cells = [.. names.Select(name => Array.IndexOf(columns, name) is >= 0 and var j ? values[j].GetValueOrDefault(rows[i].Key) : null)];
                table.Row(grid ? [panels[n][0].PanelTitle, rows[i].Shown, .. cells] : [rows[i].Shown, .. cells]);
            }
        }
        return (table, thinned);
    }

    private static (ResultTable Table, List<Thinned> Thinned) Points(Series[][] panels, string caption)
    {
        var (grid, several) = (panels.Length > 1, Array.Exists(panels, p => p.Length > 1));
        var value = string.Join(" or ", panels.SelectMany(p => p).Select(s => s.ValueTitle).Where(t => t.Length > 0).Distinct());
        var leading = new List<string>();
        if (grid) leading.Add("panel");
        if (several) leading.Add("series");
        var table = new ResultTable([.. leading, PlaceTitle(panels), value.Length > 0 ? value : "value"]) { Caption = caption };
        var thinned = new List<Thinned>();
        foreach (var panel in panels)
        {
            for (var k = 0; k < panel.Length; k++)
            {
                var series = panel[k];
                var label = series.Name.Length > 0 ? series.Name : (k + 1).ToString(CultureInfo.InvariantCulture);
                thinned.Add(new Thinned((grid ? series.PanelTitle + (several ? ", " : "") : "") + (several ? label : ""), series.Places.Length, RowsShown));
                for (var i = 0; i < series.Places.Length; i += thinned[^1].Step)
                {
                    var cells = new List<object?>();
                    if (grid) cells.Add(series.PanelTitle);
                    if (several) cells.Add(label);
                    table.Row([.. cells, series.Places[i].Shown, series.Values[i]]);
                }
            }
        }
        return (table, thinned);
    }

    /// <summary>A small map: its rows and columns, with the texts in its fields where it has some.</summary>
    private static ResultTable? OfMap(JsonNode figure, string caption)
    {
        if (figure["data"] is not JsonArray { Count: 1 } data || data[0] is not { } map || map["type"]?.ToString() != "heatmap" || map["z"] is not JsonArray { Count: > 0 and <= RowsShown } z) return null;
        JsonArray[] rows = [.. (map["text"] as JsonArray ?? z).OfType<JsonArray>()];
        var (across, down) = (Axis.Of(figure, map, "x"), Axis.Of(figure, map, "y"));
        if (rows.Length != z.Count || rows[0].Count is 0 or > RowsShown || Array.Exists(rows, r => r.Count != rows[0].Count)) return null;
        var (x, y) = (across.Title.Length > 0 ? across.Title : "column", down.Title.Length > 0 ? down.Title : "row");
        var table = new ResultTable([$"{y} \\ {x}", .. Enumerable.Range(0, rows[0].Count).Select(across.NameAt)]) { Caption = caption };
        for (var i = 0; i < rows.Length; i++)
            table.Row([down.NameAt(i), .. rows[i].Select(Number)]);
        return table;
    }

    /// <summary>What heads each curve's column: its name or what it measures, told apart where two are alike.</summary>
    /// <param name="panel">Its curves.</param>
    /// <param name="unnamed">What those without a name measure, in this panel and in the others.</param>
    private static string[] Names(Series[] panel, string unnamed)
    {
        var times = new Dictionary<string, int>();
        return [.. panel.Select(s =>
        {
            var name = s.Name.Length > 0 ? s.Name : unnamed.Length > 0 ? unnamed : "value";
            var n = times[name] = times.GetValueOrDefault(name) + 1;
            return n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({n})");
        })];
    }

    private static string PlaceTitle(Series[][] panels) =>
        string.Join(" or ", panels.SelectMany(p => p).Select(s => s.PlaceTitle.Length > 0 ? s.PlaceTitle : s.Places[0].Shown is string ? "name" : "x").Distinct());

    private static string Note(List<Thinned> parts)
    {
        var cut = parts.Where(p => p.Step > 1).ToArray();
        if (cut.Length == 0) return "";
        if (cut.Length == parts.Count && cut.Select(p => p.Count).Distinct().Count() == 1) return $"Every {cut[0].Said}.";
        if (cut.Select(p => p.Said).Distinct().Count() == 1) return $"Every {cut[0].Said} where there are more than {RowsShown}.";
        return string.Join("; ", cut.Select(p => $"{System.Net.WebUtility.HtmlEncode(p.Name)}: every {p.Said}")) + ".";
    }

    private static object? Number(JsonNode? node) => node is JsonValue v ? v.TryGetValue(out double d) ? d : v.ToString() : null;

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    /// <summary>Where a value stands: what makes it the same place as another, what is read, and its order among numbers.</summary>
    private sealed record Place(object Key, object Shown, double? Order);

    /// <summary>Rows of which every k-th is shown.</summary>
    private sealed record Thinned(string Name, int Count, int Most)
    {
        public int Step => Count <= Most ? 1 : (Count + RowsShown - 1) / RowsShown;

        public string Said => string.Create(CultureInfo.InvariantCulture, $"{Step}{Ending(Step)} of {Count} points");

        private static string Ending(int n) => (n % 10, n % 100) switch
        {
            (1, not 11) => "st",
            (2, not 12) => "nd",
            (3, not 13) => "rd",
            _ => "th",
        };
    }

    /// <summary>An axis with its title, and the names that stand at whole numbers on it.</summary>
    private sealed record Axis(string Title, double[] At, string[] Names)
    {
        public bool Named => Names.Length > 0;

        public static Axis Of(JsonNode figure, JsonNode trace, string letter)
        {
            var axis = figure["layout"]?[letter + "axis" + (trace[letter + "axis"]?.ToString() ?? letter)[1..]];
            var title = Plain(axis?["title"]?["text"]?.ToString() ?? "");
            if (axis?["tickvals"] is not JsonArray ticks || axis["ticktext"] is not JsonArray texts || ticks.Count != texts.Count || axis["type"]?.ToString() == "log") return new Axis(title, [], []);
            double[] at = [.. ticks.Select(t => Number(t) as double? ?? double.NaN)];
            string[] names = [.. texts.Select(t => Plain(t?.ToString() ?? ""))];
            var numbers = names.Zip(at).All(p => p.First == p.Second.ToString(CultureInfo.InvariantCulture));
            return numbers || !Array.TrueForAll(at, double.IsInteger) ? new Axis(title, [], []) : new Axis(title, at, names);
        }

        public string NameAt(int i) => Array.IndexOf(At, i) is >= 0 and var k ? Names[k] : i.ToString(CultureInfo.InvariantCulture);

        /// <summary>Dots are moved a little from the name they belong to; where a name comes twice, as letters of a text do, its number tells which.</summary>
        public Place PlaceOf(JsonNode? node)
        {
            var value = Number(node);
            if (value is not double number) return new Place(value ?? "", Plain(value as string ?? ""), null);
            var k = Array.FindIndex(At, a => Math.Abs(a - number) < 0.5);
            // Years and counts of steps read best without a comma.
            if (k < 0) return new Place(number, number is >= 0 and < 10_000 && double.IsInteger(number) ? (decimal)number : number, number);
            return new Place(At[k], Names.Count(n => n == Names[k]) == 1 ? Names[k] : string.Create(CultureInfo.InvariantCulture, $"{At[k]} ({Names[k]})"), k);
        }
    }

    /// <summary>A curve, a row of bars or a cloud of dots.</summary>
    private sealed record Series(string Panel, string PanelTitle, string Name, bool Bars, string PlaceTitle, string ValueTitle, Place[] Places, object?[] Values)
    {
        public static List<Series> In(JsonNode figure)
        {
            var found = new List<Series>();
            var strokes = new Dictionary<string, int>();
            var colours = new Dictionary<(string Panel, string Colour), string>();
            foreach (var trace in (JsonArray)figure["data"]!)
            {
                if (trace?["x"] is not JsonArray x || trace["y"] is not JsonArray y || x.Count != y.Count || x.Count == 0 || trace["hoverinfo"]?.ToString() == "skip" || trace["z"] is not null) continue;
                var (across, up) = (Axis.Of(figure, trace, "x"), Axis.Of(figure, trace, "y"));
                var bars = trace["type"]?.ToString() == "bar";
                if (bars ? trace["orientation"]?.ToString() == "h" : up.Named && !across.Named) (x, y, across, up) = (y, x, up, across);
                var panel = trace["xaxis"]?.ToString() ?? "x";
                var name = Plain(trace["name"]?.ToString() ?? "");
                // A curve without a name belongs to the one of its colour: the dots of a line.
                if ((trace["line"]?["color"] ?? trace["marker"]?["color"]) is JsonValue colour)
                {
                    if (name.Length > 0) colours.TryAdd((panel, colour.ToString()), name);
                    else name = colours.GetValueOrDefault((panel, colour.ToString()), "");
                }
                if (name.Length == 0 && up.Title.Length == 0 && !bars) strokes[panel] = strokes.GetValueOrDefault(panel) + 1;
                found.Add(new Series(panel, "", name, bars, across.Title, up.Title, [.. x.Select(across.PlaceOf)], [.. y.Select(Number)]));
            }
            // Several lines and dots without a name or a title of what they measure are a drawing.
            found.RemoveAll(s => s.Name.Length == 0 && s.ValueTitle.Length == 0 && !s.Bars && strokes[s.Panel] > 1);
            var panels = found.Select(s => s.Panel).Distinct().ToList();
            return [.. Joined(found).Select(s => s with { PanelTitle = TitleOf(figure, s.Panel) ?? (panels.IndexOf(s.Panel) + 1).ToString(CultureInfo.InvariantCulture) })];
        }

        /// <summary>Bars or dots at names of their own are one column, as they are one row of names in the chart.</summary>
        private static List<Series> Joined(List<Series> all)
        {
            var joined = new List<Series>();
            foreach (var series in all)
            {
                var k = joined.FindIndex(s => s.Panel == series.Panel && s.Name.Length == 0 && series.Name.Length == 0 && s.ValueTitle == series.ValueTitle
                    && series.Places.Concat(s.Places).All(p => p.Shown is string) && !s.Places.Select(p => p.Key).Intersect(series.Places.Select(p => p.Key)).Any());
                if (k < 0) joined.Add(series);
                else joined[k] = joined[k] with { Places = [.. joined[k].Places, .. series.Places], Values = [.. joined[k].Values, .. series.Values] };
            }
            return joined;
        }

        /// <summary>The text that stands above the panel's left corner.</summary>
        private static string? TitleOf(JsonNode figure, string panel)
        {
            static double Corner(JsonNode? axis, int end) => axis?["domain"] is JsonArray d ? (double)d[end]! : end;
            var (x, y) = (Corner(figure["layout"]?["xaxis" + panel[1..]], 0), Corner(figure["layout"]?["yaxis" + panel[1..]], 1));
            static bool At(JsonNode? note, string letter, double place) => note?[letter] is JsonValue v && v.TryGetValue(out double at) && Math.Abs(at - place) < 1e-4;
            return (figure["layout"]?["annotations"] as JsonArray)?.FirstOrDefault(a => a?["xref"]?.ToString() == "paper" && At(a, "x", x) && At(a, "y", y))?["text"]?.ToString() is { } text ? Plain(text) : null;
        }
    }
}
