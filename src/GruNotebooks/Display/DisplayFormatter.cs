namespace GruNotebooks.Display;

/// <summary>One type in one format. Notebook hosts read <see cref="MimeType"/> and <see cref="Type"/> and call <see cref="Format"/>, all by name.</summary>
internal sealed class DisplayFormatter(Type type, string mimeType, Func<object, string?> write)
{
    public string MimeType => mimeType;

    public Type Type => type;

    /// <returns>False where another formatter may try: the value is of another type, or this one has nothing to say about it.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        if (!type.IsInstanceOfType(instance) || write(instance) is not { } text) return false;
        writer.Write(text);
        return true;
    }

    public static DisplayFormatter Of<T>(string mimeType, Func<T, string?> write) => new(typeof(T), mimeType, o => write((T)o));
}
