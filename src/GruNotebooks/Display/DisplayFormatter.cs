namespace GruNotebooks.Display;

/// <summary>One type in one format. Notebook hosts read <see cref="MimeType"/> and <see cref="Type"/> and call <see cref="Format"/>, all by name.</summary>
internal sealed class DisplayFormatter(Type type, string mimeType, Func<object, string> write)
{
    public string MimeType => mimeType;

    public Type Type => type;

    public bool Format(object instance, TextWriter writer)
    {
        if (!type.IsInstanceOfType(instance)) return false;
        writer.Write(write(instance));
        return true;
    }

    public static DisplayFormatter Of<T>(string mimeType, Func<T, string> write) => new(typeof(T), mimeType, o => write((T)o));
}
