using System.Globalization;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Serving;

/// <summary>Why a migration stopped a deployment.</summary>
internal static class MigrationFaults
{
    public static Fault Failed(Deployment deployment, PackagedService service, int? exitCode, string log, string tail) => new(
        "SLP4051",
        $"the migration of {service.Name} to {deployment.Version} ended with exit code {exitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}; nothing was switched; {tail}",
        log, "read why in the log, mend it, then deploy again: it must bear being run twice");

    public static Fault TooLong(PackagedService service, MigrationStep step, string log, string tail) => new(
        "SLP4052", string.Create(CultureInfo.InvariantCulture, $"the migration of {service.Name} was not done within {step.Deadline.TotalSeconds:0.#} s and was ended; nothing was switched; {tail}"),
        log, "find out what it waits for (a lock the running release holds?), or give it longer: Deadline of its MigrationStep in the build");
}
