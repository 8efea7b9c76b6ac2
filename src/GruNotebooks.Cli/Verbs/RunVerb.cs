using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Running;
using GruNotebooks.Measuring;
using Spectre.Console;

namespace GruNotebooks.Cli.Verbs;

/// <summary>`gru run`: executes notebooks.</summary>
internal static class RunVerb
{
    private static readonly Argument<string[]> Notebooks = new("NOTEBOOK|FOLDER")
    {
        Description = "Notebooks, or folders whose notebooks to run. Default: the notebooks of the repository; exercises and solutions run when named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Where executed copies and index.html go, a folder of gru's own: others' files there are refused, not replaced. Default: artifacts/notebooks." };
    private static readonly Option<bool> Save = new("--save") { Description = "Write the outputs into the notebooks themselves; ids, tags and unchanged pictures stay." };
    private static readonly Option<bool> Check = new("--check") { Description = "Compare fresh outputs with the committed ones; exit code 4 where they differ." };
    private static readonly Option<double> Timeout = new("--timeout") { HelpName = "S", Description = "Seconds that one cell may run before its process is ended.", DefaultValueFactory = _ => 300, CustomParser = Positive };
    private static readonly Option<string[]> Set = new("--set") { HelpName = "name=value", Description = "Give a variable of the cell tagged `parameters` another value, for example --set scale=paper. May be repeated." };
    private static readonly Option<string[]> SkipTag = new("--skip-tag") { HelpName = "TAG", Description = "Leave out cells with this tag. May be repeated." };
    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Run the cells after one that failed, too; the exit code tells of it all the same." };
    private static readonly Option<int> Jobs = new("--jobs") { HelpName = "N", Description = "Notebooks to run at once; timing cells still run alone.", DefaultValueFactory = _ => DefaultJobs, CustomParser = AtLeastOne };
    private static readonly Option<string[]> NuGetSource = new("--nuget-source") { HelpName = "FEED", Description = "One more feed, a folder or an address, for #r \"nuget: …\". May be repeated." };

    /// <summary>Training uses every processor by itself, so more notebooks at once gain little on a small machine.</summary>
    private static int DefaultJobs => Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    public static Command Create()
    {
        var run = new Command("run", "Execute notebooks, each in a process of its own; leave executed copies and a page of all charts.")
        {
            Notebooks, Out, Save, Check, Timeout, Set, SkipTag, KeepGoing, Jobs, NuGetSource,
        };
        run.SetAction(RunAsync);
        return run;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Save) && parsed.GetValue(Check)) throw new UserException("--save and --check together: what was just saved always agrees; run them one after the other.");
        var notebooks = NotebookSelection.Find(parsed.GetValue(Notebooks) ?? []);
        var options = Options(parsed);
        if (options.Save) Environment.SetEnvironmentVariable(Timing.MustAgreeVariable, "1");   // the notebooks' processes inherit it: no timing is saved on which two looks disagree
        var output = parsed.InvocationConfiguration.Output;
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = ConsoleOn(output, terminal);

        var series = new NotebookSeries(options, notebooks);
        string[] names = [.. notebooks.Select(path => TerminalText.Line(Path.GetFileName(path)))];
        var results = terminal
            ? await BarProgress.ShowAsync(console, names, series.Clock, progress => series.RunAsync(progress, cancel))
            : await series.RunAsync(new PlainProgress(output, names.Length, series.Clock), cancel);
        RunReport.Write(console, results, options.Verbose);
        foreach (string error in results.SelectMany(result => result.Errors)) await parsed.InvocationConfiguration.Error.WriteLineAsync($"gru: {(options.Verbose ? TerminalText.Lines(error) : TerminalText.Line(error))}");
        if (results.Any(result => result.Executed is not null)) RunReport.WritePathToOpen(console, options.Out);
        return ExitCode.Gravest(results.Select(result => result.ExitCode));
    }

    private static RunOptions Options(ParseResult parsed) => new()
    {
        Out = OutputFolder.Of(parsed.GetValue(Out), "notebooks"),
        Save = parsed.GetValue(Save),
        Check = parsed.GetValue(Check),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
        Set = Assignments(parsed.GetValue(Set) ?? []),
        SkipTags = parsed.GetValue(SkipTag) ?? [],
        KeepGoing = parsed.GetValue(KeepGoing),
        Jobs = parsed.GetValue(Jobs),
        PackageSources = [.. (parsed.GetValue(NuGetSource) ?? []).Select(Feed)],
        Verbose = parsed.GetValue<bool>("--verbose"),
    };

    /// <summary>A folder is meant from the current folder; the notebook's process has another.</summary>
    private static string Feed(string source)
    {
        if (Uri.TryCreate(source, UriKind.Absolute, out var address) && !address.IsFile) return source;
        string folder = Path.GetFullPath(source);
        return Directory.Exists(folder) ? folder : throw new UserException($"--nuget-source {source}: no such folder; name a folder with packages or the address of a feed.");
    }

    private static Dictionary<string, string> Assignments(string[] pairs)
    {
        var values = new Dictionary<string, string>();
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=');
            if (equals < 1) throw new UserException($"--set {pair}: write name=value, for example --set scale=paper.");
            values[pair[..equals].Trim()] = pair[(equals + 1)..];
        }
        return values;
    }

    private static IAnsiConsole ConsoleOn(TextWriter output, bool terminal)
    {
        if (terminal) return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        // A log has no edge to break lines at.
        console.Profile.Width = 1000;
        return console;
    }

    private static double Positive(ArgumentResult argument)
    {
        string text = argument.Tokens.Single().Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e6) return seconds;
        argument.AddError($"--timeout {text}: name seconds, more than 0.");
        return 0;
    }

    private static int AtLeastOne(ArgumentResult argument)
    {
        string text = argument.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int jobs) && jobs is >= 1 and <= 256) return jobs;
        argument.AddError($"--jobs {text}: name a whole number from 1.");
        return 1;
    }
}
