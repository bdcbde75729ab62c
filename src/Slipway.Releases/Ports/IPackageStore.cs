using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Releases.Ports;

/// <summary>Keeps sealed packages under their ids. A package is in it whole or not at all, and never changes.</summary>
public interface IPackageStore
{
    /// <summary>Where the store is, for messages.</summary>
    string Place { get; }

    /// <summary>Seals the files of a folder under the manifest that names them; returns the package's id. Sealing the same package again changes nothing.</summary>
    /// <exception cref="FaultException">A file is not what the manifest says, or the store cannot be written.</exception>
    Task<string> SealAsync(Manifest manifest, AbsolutePath files, CancellationToken cancellation);

    /// <summary>Seals as above under the exact bytes of a manifest, as another store holds them; a newer version may write the same manifest in other bytes, and the id is the digest of these.</summary>
    /// <exception cref="FaultException">The bytes are no manifest, a file is not what it says, or the store cannot be written.</exception>
    Task<string> SealAsync(ReadOnlyMemory<byte> manifestText, AbsolutePath files, CancellationToken cancellation);

    /// <summary>Ids of all packages, in no order.</summary>
    Task<ImmutableArray<string>> ListAsync(CancellationToken cancellation);

    /// <summary>The manifest of a package, its digest checked.</summary>
    /// <exception cref="FaultException">There is no such package (exit 2), or its manifest was altered (exit 10).</exception>
    Task<Manifest> ReadAsync(string packageId, CancellationToken cancellation);

    /// <summary>Everything that is not as it was sealed: altered, missing and additional files; empty for a sound package.</summary>
    Task<ImmutableArray<Fault>> VerifyAsync(string packageId, CancellationToken cancellation);

    /// <summary>Deletes a package. At no moment is a part of it listed; one that is not there is deleted already.</summary>
    /// <exception cref="FaultException">The store cannot be written.</exception>
    Task DeleteAsync(string packageId, CancellationToken cancellation);

    /// <summary>The folder that holds the package's files.</summary>
    AbsolutePath FolderOf(string packageId);
}
