using System.CommandLine;
using GruNotebooks.Tasks;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru data`: data sets that are not in the repository, and the text that is gathered from it.</summary>
internal static class DataVerb
{
    public static Command Create() => new("data", "Get data sets that may not be part of the repository.") { Fetch(), Prose() };

    private static Command Fetch()
    {
        var name = new Argument<string>("NAME") { Description = $"Which data set: {string.Join(", ", RemoteDataSet.All.Select(set => set.Name))}." };
        name.AcceptOnlyFromAmong([.. RemoteDataSet.All.Select(set => set.Name)]);
        var from = new Option<string?>("--from") { Description = "Take this copy instead of downloading.", HelpName = "FILE" };
        var fetch = new Command("fetch", "Download a data set, check its hash, and keep it under your local application data.") { name, from };
        fetch.SetAction(async (parsed, cancel) =>
        {
            var set = RemoteDataSet.All.Single(known => known.Name == parsed.GetValue(name));
            string kept = await GetAsync(set, parsed.GetValue(from), cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{set.Name}: {kept}");
            return ExitCode.Done;
        });
        return fetch;
    }

    private static Command Prose()
    {
        var notebooks = new Argument<string>("FOLDER") { Description = "Notebooks to read.", DefaultValueFactory = _ => "notebooks" };
        var to = new Option<string>("--out") { Description = "File to write.", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("data", "prose.txt") };
        var prose = new Command("prose", "Gather the tutorial's own prose as a text for networks to learn.") { notebooks, to };
        prose.SetAction(parsed =>
        {
            try
            {
                string text = TutorialProse.Gather(parsed.GetValue(notebooks)!);
                File.WriteAllText(parsed.GetValue(to)!, text);
                parsed.InvocationConfiguration.Output.WriteLine($"{parsed.GetValue(to)}: {text.Length} characters, {text.Distinct().Count()} of them distinct.");
                return ExitCode.Done;
            }
            catch (Exception failure) when (IsAboutFiles(failure))
            {
                throw new UserException(failure.Message, ExitCode.Usage, failure);
            }
        });
        return prose;
    }

    private static async Task<string> GetAsync(RemoteDataSet set, string? from, CancellationToken cancel)
    {
        try
        {
            return from is null ? await set.FetchAsync(cancel) : set.CopyFrom(from);
        }
        catch (Exception failure) when (IsAboutFiles(failure))
        {
            throw new UserException(failure.Message, from is null ? ExitCode.Failed : ExitCode.Usage, failure);
        }
    }

    private static bool IsAboutFiles(Exception failure) => failure is IOException or InvalidDataException or UnauthorizedAccessException;
}
