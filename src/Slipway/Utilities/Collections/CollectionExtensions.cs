namespace Slipway.Utilities.Collections;

/// <summary>Words for sequences that builds use.</summary>
public static class CollectionExtensions
{
    /// <summary>Does something with each; the sequence is walked once, as it comes.</summary>
    public static void ForEach<T>(this IEnumerable<T> items, Action<T> action)
    {
        foreach (T item in items)
            action(item);
    }

    /// <summary>Does something with each and its place, counted from 0.</summary>
    public static void ForEach<T>(this IEnumerable<T> items, Action<T, int> action)
    {
        int index = 0;
        foreach (T item in items)
            action(item, index++);
    }

    /// <summary>Does something with each when it is reached.</summary>
    public static IEnumerable<T> ForEachLazy<T>(this IEnumerable<T> items, Action<T> action) => items.Select(item =>
    {
        action(item);
        return item;
    });

    /// <summary>The items that are not null.</summary>
    public static IEnumerable<T> WhereNotNull<T>(this IEnumerable<T?> items)
        where T : class => items.OfType<T>();

    /// <summary>The sequence without one of its items.</summary>
    public static IEnumerable<T> Except<T>(this IEnumerable<T> items, T item) => items.Where(other => !EqualityComparer<T>.Default.Equals(other, item));

    /// <summary>True when there are none.</summary>
    public static bool IsEmpty<T>(this IEnumerable<T> items) => !items.Any();

    /// <summary>The sequence itself.</summary>
    /// <exception cref="InvalidOperationException">It is null or empty.</exception>
    public static IReadOnlyCollection<T> NotEmpty<T>(this IEnumerable<T>? items, string? message = null)
    {
        T[] all = [.. items ?? []];
        return all.Length > 0 ? all : throw new InvalidOperationException(message ?? "The sequence is empty.");
    }

    /// <summary>The only item, or null; two are an error.</summary>
    public static T? SingleOrDefaultOrError<T>(this IEnumerable<T> items, Func<T, bool> predicate, string message)
    {
        T[] found = [.. items.Where(predicate).Take(2)];
        return found.Length < 2 ? found.FirstOrDefault() : throw new InvalidOperationException(message);
    }

    /// <summary>Adds items.</summary>
    public static void AddRange<T>(this ICollection<T> collection, IEnumerable<T> items)
    {
        foreach (T item in items)
            collection.Add(item);
    }

    /// <summary>Adds a pair and gives the dictionary back.</summary>
    public static Dictionary<TKey, TValue> AddPair<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary.Add(key, value);
        return dictionary;
    }

    /// <summary>The value of a key, or the fallback.</summary>
    public static TValue? GetValueOrDefault<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, TValue? fallback = default) =>
        dictionary.TryGetValue(key, out TValue? value) ? value : fallback;
}
