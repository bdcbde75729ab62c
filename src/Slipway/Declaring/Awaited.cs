namespace Slipway.Declaring;

/// <summary>What an action returned, as something to wait for.</summary>
internal static class Awaited
{
    /// <summary>The task in the result of an action: a Task, a ValueTask or a ValueTask of something; done at once for everything else.</summary>
    public static Task Of<T>(T result)
    {
        if (result is Task task)
            return task;
        if (result is ValueTask value)
            return value.AsTask();
        Type type = typeof(T);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)
            ? (Task)type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(result, null)! // it has this method, and it returns a task
            : Task.CompletedTask;
    }
}
