/// The only door to the file system for agents: nothing is opened before the policy has let its real place through.
///
/// A path is absolute, or is taken from the first folder that the policy allows. It may not hold "..". Links are
/// followed, and where they lead must be allowed too. Only folders and regular files are opened; a device or a pipe is
/// refused without being touched. All work is done on threads of its own and ends soon after its task is cancelled.
public struct FileScope: Sendable {
    public let policy: FilePolicy

    public init(policy: FilePolicy) { self.policy = policy }

    /// Runs work that reads much or computes for long, so that it does not hold up the server's requests.
    public static func working<R, Failure: Error>(
        _ body: () async throws(Failure) -> R
    ) async throws(Failure) -> R {
        try await withTaskExecutorPreference(FileThreads.shared) { () async throws(Failure) -> R in try await body() }
    }

    /// Reads a whole file.
    ///
    /// - Parameter limit: a file with more bytes is refused with `FileError.tooLarge`
    public func read(_ path: String, limit: Int) async throws(FileError) -> [UInt8] {
        try await Self.working { () async throws(FileError) in
            let file = try open(path)
            return try file.bytes(limit: limit)
        }
    }

    /// Finds a regular file and opens it for reading.
    func open(_ path: String) throws(FileError) -> OpenFile {
        let found = try find(path)
        switch found.status.kind {
        case .file: break
        case .folder: throw .wrongKind(path: path, reason: "it is a folder")
        case .other(let kind): throw .wrongKind(path: path, reason: "it is \(kind)")
        case .link: throw .wrongKind(path: path, reason: "it is a link")
        }
        do {
            return OpenFile(descriptor: try found.place.reading(), path: path, size: found.status.bytes)
        } catch {
            throw FileError(error, path: path)
        }
    }

    func find(_ path: String) throws(FileError) -> FileSearch.Found {
        let roots = FileRoots(policy)
        var search = FileSearch(roots, shown: path)
        return try search.find(absolute(path))
    }

    /// The path from "/" on.
    private func absolute(_ path: String) throws(FileError) -> FilePath {
        guard let first = policy.allow.first else {
            throw .notAllowed(path: path, reason: "agents.yaml allows no files; name folders under files.allow")
        }
        if path.isEmpty { throw .invalid(path: path, reason: "it is empty") }
        if FilePath.parts(of: path).contains("..") {
            throw .notAllowed(path: path, reason: "it holds \"..\"; write where that leads")
        }
        do {
            let names = try FilePath.names(of: path)
            return path.hasPrefix("/") ? FilePath(names: names) : first.appending(names)
        } catch {
            throw .invalid(path: path, reason: error.message)
        }
    }
}
