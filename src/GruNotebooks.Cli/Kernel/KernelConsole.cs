using System.Text;

namespace GruNotebooks.Cli.Kernel;

/// <summary>
/// What `Console.Out` and `Console.Error` are inside a cell. They stand before the kernel's own, which keeps every printed piece in memory until the cell ends:
/// a loop that prints for minutes must not fill the machine.
/// </summary>
internal sealed class KernelConsole(OutputCollector outputs, string stream) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    // Notebooks use line feeds on every system, so that the same cell has the same output.
    public override string NewLine => "\n";

    public override void Write(char value) => outputs.AddText(stream, [value]);

    public override void Write(char[] buffer, int index, int count) => outputs.AddText(stream, buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => outputs.AddText(stream, buffer);

    public override void Write(string? value) => outputs.AddText(stream, value);

    public override void WriteLine(string? value) => outputs.AddText(stream, value + "\n");
}
