using System.Text.Json.Nodes;
using GruNotebooks.Cli.Notebooks;

namespace GruNotebooks.Cli.Tests.Notebooks;

public sealed class JupyterJsonTests
{
    [Fact]
    public void Is_what_jupyter_writes_letter_for_letter()
    {
        const string Text = """
            {
             "cells": [
              {
               "outputs": [],
               "metadata": {},
               "source": [
                "σ(x) 😀 <b> \"q\" \\ \t",
                1e-05,
                1.0,
                true,
                null,
                "\u0001"
               ]
              }
             ]
            }

            """;
        Assert.Equal(Text.ReplaceLineEndings("\n"), JupyterJson.Write(JsonNode.Parse(Text)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("one\n\ntwo\n")]
    public void Lines_keep_their_line_feeds(string text)
    {
        var lines = MultilineText.Lines(text);
        Assert.Equal(text, MultilineText.Read(lines));
        Assert.All(lines.SkipLast(1), line => Assert.EndsWith("\n", line!.GetValue<string>()));
    }
}
