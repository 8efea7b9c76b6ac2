using System.Diagnostics.CodeAnalysis;

namespace GruNotebooks.Tasks;

/// <summary>A data set that may or may not be on this machine.</summary>
/// <typeparam name="TData">What it becomes when it is.</typeparam>
/// <param name="Data">The data; null when it is not here.</param>
/// <param name="Message">One line: what is here, or how to get it.</param>
public sealed record DataLookup<TData>(TData? Data, string Message) where TData : class
{
    /// <summary>Whether it is here.</summary>
    [MemberNotNullWhen(true, nameof(Data))]
    public bool IsHere => Data is not null;

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}
