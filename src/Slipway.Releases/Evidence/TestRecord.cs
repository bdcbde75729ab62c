using System.Xml;

namespace Slipway.Releases.Evidence;

/// <summary>One result of a TRX file.</summary>
/// <param name="TestId">Ties it to its definition; empty where the file has none.</param>
/// <param name="Name">Name as the framework shows it.</param>
/// <param name="Outcome">What the file says.</param>
/// <param name="Message">First line of what a failed test said.</param>
internal readonly record struct TestRecord(string TestId, string Name, string Outcome, string? Message)
{
    public bool IsFailed => Outcome is "Failed" or "Error" or "Timeout" or "Aborted";

    public bool IsSkipped => Outcome is "NotExecuted" or "NotRunnable" or "Inconclusive" or "Pending";

    /// <summary>Reads the attributes of the result at the reader.</summary>
    public static TestRecord Read(XmlReader reader) => new(reader.GetAttribute("testId") ?? "", reader.GetAttribute("testName") ?? "", reader.GetAttribute("outcome") ?? "", null);

    /// <summary>With the first line of the message at the reader, which stands behind it afterwards.</summary>
    public TestRecord Saying(XmlReader reader) => this with { Message = reader.ReadElementContentAsString().Trim().Split('\n')[0].Trim() };
}

/// <summary>What a TRX file says of the method behind a test.</summary>
/// <param name="Type">Full name of the class.</param>
/// <param name="Method">Name of the method.</param>
internal readonly record struct TestDefinition(string Type, string Method)
{
    /// <summary>The test's full name: MSTest and NUnit show the method alone, which tells no two classes apart. Names that somebody gave a test stay as given.</summary>
    public string FullName(string shown)
    {
        bool isMethod = shown == Method || shown.StartsWith(Method + "(", StringComparison.Ordinal) || shown.StartsWith(Method + " (", StringComparison.Ordinal);
        return Type.Length > 0 && Method.Length > 0 && isMethod && !shown.StartsWith(Type + ".", StringComparison.Ordinal) ? $"{Type}.{shown}" : shown;
    }

    public static TestDefinition Read(XmlReader reader) =>
        new((reader.GetAttribute("className") ?? "").Split(',')[0].Trim(), reader.GetAttribute("name") ?? "");
}
