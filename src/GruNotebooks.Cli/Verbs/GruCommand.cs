using System.CommandLine;
using System.Globalization;

namespace GruNotebooks.Cli.Verbs;

/// <summary>The command line as a whole: finds the verb, runs it, and turns failures into one line and an exit code.</summary>
internal static class GruCommand
{
    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error)
    {
        // Numbers and messages of the command line are the same everywhere.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show stack traces and what happens underneath.", Recursive = true };
        var root = Create(verbose);
        if (args.Length > 0 && LooksLikeAVerb(args[0]) && root.Subcommands.All(verb => verb.Name != args[0]))
        {
            string verbs = string.Join(", ", root.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));
            await error.WriteLineAsync($"gru: '{TerminalText.Line(args[0])}' is no verb, and no notebook or folder is called so; the verbs are {verbs}. See: gru --help");
            return ExitCode.Usage;
        }
        var parsed = root.Parse(WithDefaultVerb(args, root), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            string path = string.Join(' ', VerbPath(parsed.CommandResult.Command));
            await error.WriteLineAsync($"gru: {TerminalText.Line(parsed.Errors[0].Message)} See: {path} --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("gru: cancelled.");
            return ExitCode.Failed;
        }
        catch (Exception failure) when (!parsed.GetValue(verbose))
        {
            await error.WriteLineAsync($"gru: {TerminalText.Line(failure.Message)}{(failure is UserException ? "" : $" ({failure.GetType().Name}; --verbose shows where)")}");
            return (failure as UserException)?.ExitCode ?? ExitCode.Failed;
        }
        catch (Exception failure)
        {
            await error.WriteLineAsync($"gru: {TerminalText.Lines(failure.ToString())}");
            return (failure as UserException)?.ExitCode ?? ExitCode.Failed;
        }
    }

    private static RootCommand Create(Option<bool> verbose)
    {
        var root = new RootCommand("Gated recurrent networks in C# notebooks: run them, check them, measure the library. Without a verb: run.");
        root.Options.Add(verbose);
        foreach (var verb in AllVerbs.Create()) root.Subcommands.Add(verb);
        return root;
    }

    private static bool LooksLikeAVerb(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetter(letter) || letter == '-') && word[0] != '-' && !Path.Exists(word);

    /// <summary>`gru`, `gru notebooks/02.ipynb` and `gru --check` all mean `gru run …`.</summary>
    private static string[] WithDefaultVerb(string[] args, RootCommand root)
    {
        string[] rootOnly = ["--help", "-h", "-?", "/?", "/h", "--version"];
        bool named = args.Length > 0 && (rootOnly.Contains(args[0]) || root.Subcommands.Any(verb => verb.Name == args[0] || verb.Aliases.Contains(args[0])));
        return named ? args : ["run", .. args];
    }

    private static IEnumerable<string> VerbPath(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? VerbPath(parent).Append(command.Name) : ["gru"];
}
