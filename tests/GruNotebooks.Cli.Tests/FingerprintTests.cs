using System.Diagnostics;
using System.Text.Json;

namespace GruNotebooks.Cli.Tests;

/// <summary>The same bits on every machine: the fingerprint in processes that lack instructions or have other threads.</summary>
public class FingerprintTests
{
    private static readonly Lazy<string> Expected = new(() => Gru(["fingerprint", "--threads", "1"]));

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4")]
    public void Instructions_change_no_bit(string variable, string value)
    {
        Assert.Matches("^[0-9a-f]{64}$", Expected.Value);
        Assert.Equal(Expected.Value, Gru(["fingerprint"], (variable, value)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_change_no_bit(int threads) => Assert.Equal(Expected.Value, Gru(["fingerprint", "--threads", $"{threads}"]));

    [Theory]
    [InlineData("rnn", "train", 1)]
    [InlineData("lstm", "train", 2)]
    [InlineData("gru", "forward", 2)]
    public void A_step_allocates_nothing_on_any_thread(string cell, string phase, int threads)
    {
        var line = Gru([
            "bench", "--cell", cell, "--hidden", "48", "--input", "33", "--batch", "16", "--steps", "60", "--phase", phase,
            "--threads", $"{threads}", "--precision", "float64", "--seconds", "0.1", "--json"]);
        using var json = JsonDocument.Parse(line);
        Assert.Equal(0, json.RootElement.GetProperty("allocated_bytes").GetInt64());
        Assert.InRange(json.RootElement.GetProperty("median_ms").GetDouble(), 1e-3, 1e4);
        Assert.True(json.RootElement.GetProperty("first_ms").GetDouble() > 0 && json.RootElement.GetProperty("gflops").GetDouble() > 0);
    }

    private static string Gru(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "gru.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Trim();
    }
}
