using System.CommandLine;
using System.CommandLine.Parsing;

namespace GruNotebooks.Cli.Verbs;

/// <summary>What the value of an option must be.</summary>
internal static class OptionRule
{
    /// <summary>Refuses a value that does not hold. Text that is no value of the type is refused by the parser, in words of its own.</summary>
    public static void Require<T>(this Option<T> option, Func<T, bool> holds, string message) => option.Validators.Add(result =>
    {
        if (!Holds(result, holds)) result.AddError(message);
    });

    private static bool Holds<T>(OptionResult result, Func<T, bool> holds)
    {
        try
        {
            return holds(result.GetValueOrDefault<T>()!);
        }
        catch (InvalidOperationException)   // not of the type, as 9999999999 is no int: the parser says so
        {
            return true;
        }
    }
}
