using System.Reflection;

namespace GruNotebooks.Lessons.Exercises.Checking;

/// <summary>Turns the function that a reader wrote into the form that an exercise calls, and says in words where it does not fit.</summary>
internal static class FunctionShape
{
    /// <summary>The function in the form <typeparamref name="T"/>; null where its parameters or its result do not fit.</summary>
    public static T? Convert<T>(object answer) where T : Delegate => answer switch
    {
        T same => same,
        Delegate other => (T?)Delegate.CreateDelegate(typeof(T), other.Target, other.Method, throwOnBindFailure: false),
        _ => null,
    };

    /// <summary>What was asked and what was given, in C#.</summary>
    public static string Mismatch<T>(object answer) where T : Delegate =>
        $"the exercise asks for a function {Form(typeof(T).GetMethod("Invoke")!)}; yours is {(answer is Delegate other ? Form(other.Method) : "no function but " + Name(answer.GetType()))}.";

    private static string Form(MethodInfo method) =>
        $"({string.Join(", ", method.GetParameters().Where(p => p.ParameterType.FullName?.Contains("Closure", StringComparison.Ordinal) != true).Select(p => Name(p.ParameterType)))}) → {Name(method.ReturnType)}";

    private static string Name(Type type)
    {
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type == typeof(double)) return "double";
        if (type == typeof(int)) return "int";
        if (type == typeof(long)) return "long";
        if (type == typeof(bool)) return "bool";
        if (type == typeof(string)) return "string";
        if (!type.IsGenericType) return type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) ? $"({arguments})" : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }
}
