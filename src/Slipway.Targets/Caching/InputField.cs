namespace Slipway.Targets.Caching;

/// <summary>What kind of thing a target's work depends on.</summary>
public enum InputKind
{
    /// <summary>The build program itself: any edit of it counts.</summary>
    Program,

    /// <summary>The machine, its runtime, and the folder the repository lies in.</summary>
    Machine,

    /// <summary>What the target says it reads and makes.</summary>
    Declaration,

    /// <summary>A program's version.</summary>
    Tool,

    /// <summary>A parameter's value.</summary>
    Parameter,

    /// <summary>A variable of the environment.</summary>
    Variable,

    /// <summary>A file's content.</summary>
    File,
}

/// <summary>One thing a target's work depends on. A secret's value is never one: of a secret it only counts whether there is one.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Which.</param>
/// <param name="Value">What it is now, as text that may be kept and shown.</param>
public sealed record InputField(InputKind Kind, string Name, string Value);
