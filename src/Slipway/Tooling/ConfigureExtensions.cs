namespace Slipway.Tooling;

/// <summary>Words for settings of any kind inside a fluent chain.</summary>
public static class ConfigureExtensions
{
    /// <summary>Applies the change when the condition holds.</summary>
    public static T When<T>(this T settings, bool condition, Configure<T> configurator) => condition ? configurator(settings) : settings;

    /// <summary>Applies the change when the condition holds for the settings as they are now.</summary>
    public static T When<T>(this T settings, Func<T, bool> condition, Configure<T> configurator) => condition(settings) ? configurator(settings) : settings;

    /// <summary>Applies the change when there is a value.</summary>
    public static T WhenNotNull<T, TValue>(this T settings, TValue? value, Func<T, TValue, T> configurator) =>
        value is null ? settings : configurator(settings, value);

    /// <summary>Applies a change kept elsewhere, such as shared defaults; null changes nothing.</summary>
    public static T Apply<T>(this T settings, Configure<T>? configurator) => configurator is null ? settings : configurator(settings);

    /// <summary>Applies a change kept elsewhere with a value.</summary>
    public static T Apply<T, TValue>(this T settings, Configure<T, TValue>? configurator, TValue value) =>
        configurator is null ? settings : configurator(settings, value);

    /// <summary>One set of settings for each value, in their order.</summary>
    public static T[] CombineWith<T, TValue>(this T settings, IEnumerable<TValue> values, Configure<T, TValue> configurator) =>
        [.. values.Select(value => configurator(settings, value))];

    /// <summary>Every combination of the settings so far with each value.</summary>
    public static T[] CombineWith<T, TValue>(this IEnumerable<T> settings, IEnumerable<TValue> values, Configure<T, TValue> configurator)
    {
        TValue[] all = [.. values];
        return [.. settings.SelectMany(one => all.Select(value => configurator(one, value)))];
    }

    /// <summary>One set of settings for each change.</summary>
    public static T[] CombineWith<T>(this T settings, params Configure<T>[] configurators) =>
        [.. configurators.Select(configurator => configurator(settings))];
}
