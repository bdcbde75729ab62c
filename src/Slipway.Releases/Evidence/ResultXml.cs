using System.Xml;

namespace Slipway.Releases.Evidence;

/// <summary>How files of results are read: of any length, and with characters that tests print and XML has no place for.</summary>
internal static class ResultXml
{
    private static readonly XmlReaderSettings Settings = new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreWhitespace = true, IgnoreComments = true };

    public static XmlReader Open(TextReader text) => XmlReader.Create(new Legible(text), Settings);

    // A reader of XML passes over such characters where they are escaped, and over none that stands there as it is.
    private sealed class Legible(TextReader text) : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            int read = text.Read(buffer, index, count);
            foreach (ref char letter in buffer.AsSpan(index, read))
            {
                if (letter is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF')
                    letter = '\uFFFD';
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                text.Dispose();
            base.Dispose(disposing);
        }
    }
}
