using System.Text;
using System.Text.Json.Nodes;
using GruNotebooks.Cli.Comparing;
using GruNotebooks.Cli.Notebooks;
using GruNotebooks.Cli.Pages;
using GruNotebooks.Cli.Pages.Site;
using GruNotebooks.Cli.Running;

namespace GruNotebooks.Cli.Tests.Notebooks;

/// <summary>Ten thousand notebooks that something has gone wrong with: each is read or refused in one line, and what was read can be compared, scaled and shown.</summary>
public sealed class MutatedNotebookTests
{
    private const int Tries = 10_000;

    private static readonly byte[] Sound = Encoding.UTF8.GetBytes("""
        {"cells": [
          {"cell_type": "markdown", "id": "title", "metadata": {}, "source": ["# A title\n", "and text with $x$"]},
          {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {"tags": ["parameters", "volatile"], "polyglot_notebook": {"kernelName": "csharp"}}, "outputs": [], "source": "int n = 3;"},
          {"cell_type": "code", "execution_count": 2, "id": "b", "metadata": {}, "source": ["n + 1"], "outputs": [
            {"data": {"text/plain": ["4"], "text/html": "<b>4</b>"}, "execution_count": 2, "metadata": {}, "output_type": "execute_result"},
            {"data": {"application/vnd.plotly.v1+json": {"data": [{"type": "scatter", "x": [1, 2], "y": [0.5, 1e-3], "name": "GRU"}], "layout": {"title": {"text": "A <b>chart</b>"}, "width": 640, "height": 480}, "frames": []}, "image/png": "cGljdHVyZQ=="},
             "metadata": {"image/png": {"alt": "Two points of which the second is lower."}}, "output_type": "display_data"},
            {"name": "stdout", "output_type": "stream", "text": ["one\n", "two 0.25"]},
            {"ename": "Error", "evalue": "System.Exception: no", "output_type": "error", "traceback": ["no"]}]}],
         "metadata": {"kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}, "gru": {"parameters": {"n": "3"}}, "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp"}}},
         "nbformat": 4, "nbformat_minor": 5}
        """);

    [Fact]
    public void Each_is_read_or_refused_in_one_line()
    {
        var random = new Random(20_26);
        var sound = NotebookReader.Parse(Sound, "sound.ipynb");
        int read = 0;
        for (int i = 0; i < Tries; i++)
        {
            byte[] bytes = i % 2 == 0 ? OtherKind(random) : OtherBytes(random);
            try
            {
                Use(NotebookReader.Parse(bytes, "mutated.ipynb"), sound);
                read++;
            }
            catch (UserException refused)
            {
                Assert.DoesNotContain('\n', refused.Message);
                Assert.StartsWith("mutated.ipynb", refused.Message);
            }
            catch (Exception untyped) when (untyped is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"try {i}: {untyped}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }
        Assert.InRange(read, Tries / 20, Tries * 19 / 20);
    }

    /// <summary>What a run does with a notebook that it has read, without running it.</summary>
    private static void Use(Notebook notebook, Notebook sound)
    {
        var copy = notebook.Copy();
        _ = NotebookParameters.Read(copy);
        _ = CommittedScale.Read(copy);
        CommittedScale.Write(copy, new Dictionary<string, string> { ["n"] = "4" });
        _ = ChartPictures.Count(copy);
        _ = copy.Title;
        foreach (var chart in NotebookChart.Of(copy)) _ = chart.Heading + chart.ToHtml(picture: null);
        foreach (var ((mine, _), (other, _)) in notebook.NumberedCodeCells.Zip(sound.NumberedCodeCells))
        {
            _ = OutputComparison.Difference(mine.Outputs, other.Outputs, shapeOnly: false);
            _ = OutputComparison.Difference(other.Outputs, mine.Outputs, shapeOnly: true);
        }
        _ = JupyterJson.Write(copy.Document);
        var markdown = new SiteMarkdown(url => url);
        _ = new NotebookBody(new SitePage(copy, "mutated.ipynb"), markdown, new OutputHtml((_, _) => "", url => url, (code, _) => code), picture: null, _ => null).Html(download: false);
    }

    /// <summary>Something in it becomes something of another kind, or goes.</summary>
    private static byte[] OtherKind(Random random)
    {
        var document = JsonNode.Parse(Sound)!;
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = Places(document).ToList();
            var place = places[random.Next(places.Count)];
            JsonNode? other = random.Next(9) switch { 0 => null, 1 => 7, 2 => "text", 3 => true, 4 => new JsonArray(), 5 => new JsonObject(), 6 => -1e300, 7 => new JsonArray(null, 3, "x"), _ => "\u001b[2J" };
            if (place.Parent is JsonObject parent)
            {
                string name = place.GetPropertyName();
                if (random.Next(4) == 0) parent.Remove(name);
                else parent[name] = other;
            }
            else
            {
                place.Parent!.AsArray()[place.GetElementIndex()] = other;
            }
        }
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        var children = node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] };
        return children.OfType<JsonNode>().SelectMany(child => Places(child).Prepend(child));
    }

    /// <summary>Bytes are changed, cut out, or the end is missing.</summary>
    private static byte[] OtherBytes(Random random)
    {
        var bytes = Sound.ToList();
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)"{}[],:\"0\\N"[random.Next(10)]); break;
                default: if (random.Next(8) == 0) bytes.RemoveRange(at, bytes.Count - at); else bytes[at] = bytes[random.Next(bytes.Count)]; break;
            }
            if (bytes.Count == 0) break;
        }
        return [.. bytes];
    }
}
