/// The regular files below a folder, in the order of their paths, name by name.
public struct FileTree: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        /// Below the folder, with "/" between names.
        public let path: String
        public let bytes: Int
    }

    /// Something that was left out, and why.
    public struct Skipped: Sendable, Equatable {
        public enum Reason: String, Sendable {
            case hidden, excluded, link, special, tooLarge, tooDeep, unreadable, name
        }

        public let path: String
        public let reason: Reason
    }

    /// Where the files are, links followed; of a single file, the folder it is in.
    public internal(set) var folder: FilePath
    public internal(set) var files: [Entry] = []
    /// The first things that were left out, at most `FileWalk.mostSkipped`.
    public internal(set) var skipped: [Skipped] = []
    public internal(set) var skippedCount = 0
    /// Which limit ended the walk before all was seen, nil if none did.
    public internal(set) var cutBy: String?
    /// The sum of the files.
    public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// The path to read a file of this tree by.
    public func path(of entry: Entry) -> String { "\(folder.appending(FilePath.parts(of: entry.path)))" }
}

/// What a walk looks at, and how far it goes.
///
/// Links are never followed. Folders of version control (.git, .hg, .svn, .bzr, CVS) are never entered, other folders
/// whose name starts with a dot, such as .build and .venv, only if `hidden` is true. Files whose name starts with a dot
/// are among the files.
public struct FileWalk: Sendable, Equatable {
    /// Whether to enter folders whose name starts with a dot.
    public var hidden = false
    /// Names of folders that are not entered, wherever they are.
    public var exclude: Set<String> = []
    /// Larger files are skipped.
    public var fileBytes = 16 << 20
    /// The walk ends before one file more.
    public var files = 100_000
    /// The walk ends before the files hold more bytes together.
    public var totalBytes = 1 << 30
    /// Folders deeper below the first are skipped.
    public var depth = 64

    static let mostSkipped = 1_000
    static let versionControl: Set<String> = [".git", ".hg", ".svn", ".bzr", "CVS"]

    public init() {}

    /// Why a folder of this name is not entered, nil if it is.
    func objection(toFolder name: String) -> FileTree.Skipped.Reason? {
        if Self.versionControl.contains(name) { return .hidden }
        if exclude.contains(name) { return .excluded }
        return name.hasPrefix(".") && !hidden ? .hidden : nil
    }
}
