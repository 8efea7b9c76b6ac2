using System.Diagnostics;
using System.Text.RegularExpressions;
using GruNotebooks.Cli.CommandLine;

namespace GruNotebooks.Cli.Engine;

/// <summary>Runs `dotnet restore` so that a machine without a network learns it in seconds, and one without a home folder can restore at all.</summary>
internal static partial class DotnetRestore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static async Task<(bool Restored, string Errors)> RunAsync(string project, string property)
    {
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(project)!,
        };
        foreach (string argument in new[] { "restore", project, property, "--nologo", "-v:q", "-nodeReuse:false", "-tl:off" }) start.ArgumentList.Add(argument);
        start.Environment["NUGET_ENABLE_ENHANCED_HTTP_RETRY"] = "true";
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        UseWritableHome(start, Path.GetDirectoryName(Path.GetDirectoryName(project))!);

        using var restore = Process.Start(start) ?? throw new InvalidOperationException("`dotnet restore` did not start.");
        restore.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = restore.StandardError.ReadToEndAsync(patience.Token);
            string output = await restore.StandardOutput.ReadToEndAsync(patience.Token);
            await restore.WaitForExitAsync(patience.Token);
            return (restore.ExitCode == 0, FirstError(output + await errors));
        }
        catch (OperationCanceledException)
        {
            restore.Kill(entireProcessTree: true);
            return (false, $"`dotnet restore` gave no answer within {Patience.TotalSeconds} s");
        }
    }

    private static void UseWritableHome(ProcessStartInfo start, string folder)
    {
        if (WritableFolder.Is(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))) return;
        string home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        start.Environment["HOME"] = home;
        start.Environment["DOTNET_CLI_HOME"] = home;
    }

    private static string FirstError(string output)
    {
        var codes = ErrorLine().Matches(output);
        return codes.Count == 0 ? "`dotnet restore` failed" : codes[0].Groups["message"].Value.Trim().TrimEnd('.');
    }

    [GeneratedRegex(@"error (NU\d+|MSB\d+|NETSDK\d+): (?<message>[^\[\r\n]*)")]
    private static partial Regex ErrorLine();
}
