using System.Text.Json.Nodes;
using GruNotebooks.Cli.Engine;
using GruNotebooks.Cli.Engine.Formatting;

// In the namespace where .NET Interactive has its own, so that a cell needs no using.
namespace System;

/// <summary>`x.Display()` in a cell.</summary>
public static class DisplayExtensions
{
    internal static CellOutputs? Outputs { get; set; }

    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeTypes">The formats to show it in; the value's own where none is named.</param>
    /// <returns>An object that stands for what was shown and is not shown itself.</returns>
    public static Displayed Display(this object? value, params string[] mimeTypes)
    {
        Outputs?.Add(DisplayOutput.Create(MimeBundle.Of(value, mimeTypes), executionCount: null));
        return new Displayed();
    }

    /// <summary>Shows text as what it is written in, for example `"<b>x</b>".DisplayAs("text/html")`.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">What it is written in.</param>
    /// <returns>An object that stands for what was shown and is not shown itself.</returns>
    public static Displayed DisplayAs(this string value, string mimeType)
    {
        Outputs?.Add(DisplayOutput.Create(new MimeBundle(new JsonObject { [mimeType] = MimeBundle.Content(mimeType, value) }, null), executionCount: null));
        return new Displayed();
    }
}

/// <summary>What `.Display()` returns: a receipt that can be the last expression of a cell without showing anything.</summary>
public sealed class Displayed
{
    internal Displayed()
    {
    }
}
