using System.Text;
using GruNotebooks.Cli.Files;
using GruNotebooks.Cli.Pictures;

namespace GruNotebooks.Cli.Pages;

/// <summary>The scripts and styles that pages need, carried inside this program, and plotly.js where npm has installed it.</summary>
internal static class PageFiles
{
    public const string LocalPlotly = "plotly.min.js";

    /// <summary>A file of site/dist or site/src as text.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream("pages/" + name) ?? throw new InvalidOperationException($"The program was built without pages/{name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Puts files beside a page.</summary>
    public static void Bring(string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) AtomicFile.WriteOwn(Path.Combine(folder, name), Encoding.UTF8.GetBytes(Read(name)));
    }

    /// <summary>Puts plotly.js beside a page where npm has installed it, so that charts work offline.</summary>
    /// <returns>Whether it is there.</returns>
    public static bool BringPlotly(string folder)
    {
        if (PlotlyFile.InNodeModules(Repository.Root) is not { } installed) return false;
        var target = Path.Combine(folder, LocalPlotly);
        if (!File.Exists(target) || new FileInfo(target).Length != new FileInfo(installed).Length) AtomicFile.WriteOwn(target, File.ReadAllBytes(installed));
        return true;
    }
}
