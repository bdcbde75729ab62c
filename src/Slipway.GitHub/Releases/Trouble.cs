using System.Runtime.Serialization;
using Octokit;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.GitHub.Releases;

/// <summary>What can go wrong between GitHub and us, as faults.</summary>
internal static class Trouble
{
    /// <summary>True where no answer came, or half of one: what was asked for may have happened, or not.</summary>
    public static bool IsSilence(Exception problem, CancellationToken cancellation) => problem switch
    {
        HttpRequestException or IOException or SerializationException => true,
        OperationCanceledException => !cancellation.IsCancellationRequested,
        _ => false,
    };

    /// <summary>True where asking again may help: nothing came, GitHub failed, or what stood in the way of it may be gone by then.</summary>
    public static bool IsPassing(Exception problem, CancellationToken cancellation) =>
        IsSilence(problem, cancellation) || (problem is ApiException answer && ((int)answer.StatusCode >= 500 || IsLimit(problem) || problem is ApiValidationException));

    /// <summary>True for what is told as a fault; anything else is a mistake of ours.</summary>
    public static bool IsKnown(Exception problem, CancellationToken cancellation) => problem is ApiException || IsSilence(problem, cancellation);

    /// <summary>The fault of a problem.</summary>
    public static FaultException Of(Exception problem, Destination.GitHub repository, string what) => new(ExitCode.Failed, problem switch
    {
        _ when IsLimit(problem) => new Fault(
            "SLP4404", $"GitHub lets nobody {what} now: {problem.Message}", repository.Place, "wait for its limit to end, then ./build.sh Publish; it goes on from there"),
        ApiException answer when (int)answer.StatusCode < 500 => new Fault(
            "SLP4403", $"GitHub would not {what}: {(int)answer.StatusCode} {Words(answer)}", repository.Place,
            answer is AuthorizationException or ForbiddenException or NotFoundException
                ? $"give a token for {repository.Repository} with the right to write contents: read -rs {repository.Token} && export {repository.Token}"
                : "mend what GitHub says, then ./build.sh Publish; it goes on from there"),
        _ => new Fault(
            "SLP4402", $"GitHub gave no answer when asked to {what}: {problem.Message}", repository.Place, "./build.sh Publish looks what has come of it, and goes on from there"),
    }, problem);

    private static bool IsLimit(Exception problem) =>
        problem is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException or ApiException { StatusCode: System.Net.HttpStatusCode.TooManyRequests };

    private static string Words(ApiException answer) => answer.ApiError?.Errors is { Count: > 0 } errors
        ? $"{answer.ApiError.Message}: {string.Join(", ", errors.Select(error => $"{error.Field} {error.Code} {error.Message}".Trim()))}"
        : answer.Message;
}
