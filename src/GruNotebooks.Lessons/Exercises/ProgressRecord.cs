using System.Text.Json.Serialization;

namespace GruNotebooks.Lessons.Exercises;

/// <summary>What a reader has done: per exercise the day it was solved, the tries and the hints read.</summary>
internal sealed class ProgressRecord
{
    /// <summary>The day on which an exercise was first solved, as 2026-01-31.</summary>
    [JsonInclude]
    public Dictionary<string, string> Solved { get; private set; } = [];

    /// <summary>How often an exercise was checked with an answer in it, until it was solved; running a solved notebook again counts nothing.</summary>
    [JsonInclude]
    public Dictionary<string, int> Tries { get; private set; } = [];

    /// <summary>How many of an exercise's hints were read.</summary>
    [JsonInclude]
    public Dictionary<string, int> Hints { get; private set; } = [];

    public int CountHint(string id, int most) => Hints[id] = Math.Min(Hints.GetValueOrDefault(id) + 1, most);

    public void CountTry(string id, bool solved)
    {
        if (Solved.ContainsKey(id)) return;
        Tries[id] = Tries.GetValueOrDefault(id) + 1;
        if (solved) Solved.TryAdd(id, DateTime.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Forgets one exercise; all of them where <paramref name="id"/> is empty.</summary>
    public void Forget(string id)
    {
        if (id.Length == 0)
        {
            (Solved, Tries, Hints) = ([], [], []);
            return;
        }
        Solved.Remove(id);
        Tries.Remove(id);
        Hints.Remove(id);
    }
}
