using Slipway.Releases.Approvals;

namespace Slipway.Delivery.Signing;

/// <summary>Judges something that rests on signatures: asks ssh-keygen whatever the judgement could not know, and judges again, until nothing is open.</summary>
public sealed class Judging(SshKeygen keygen)
{
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>How many signatures were checked so far.</summary>
    public int Checked => _known.Count;

    /// <summary>Asks a judgement, checks the signatures it turns out to need, and asks again until it needs no more.</summary>
    public async Task<T> JudgeAsync<T>(Func<SignatureAnswers, T> judge, CancellationToken cancellation)
    {
        while (true)
        {
            var open = new List<SignatureQuestion>();
            T answer = judge(new SignatureAnswers(_known, open));
            if (open.Count == 0)
                return answer;
            foreach ((string id, bool isGood) in await keygen.AskAsync(open, cancellation).ConfigureAwait(false))
                _known[id] = isGood;
        }
    }
}
