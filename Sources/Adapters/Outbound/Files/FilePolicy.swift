/// Which folders and files the server may read for its agents: nothing that is not allowed.
///
/// A place may be read when it lies in an allowed folder, or is an allowed file, and in no denied one. Links are followed
/// first: what counts is the place they lead to. /proc, /sys and /dev are opened only by a rule inside them.
public struct FilePolicy: Sendable, Equatable {
    public let allow: [FilePath]
    public let deny: [FilePath]

    /// Reads both lists; throws every faulty rule at once.
    public init(allow: [String], deny: [String] = []) throws(FilePolicyError) {
        var faults: [FilePolicyError.Fault] = []
        self.allow = Self.read(allow, list: .allow, faults: &faults)
        self.deny = Self.read(deny, list: .deny, faults: &faults)
        if !faults.isEmpty { throw FilePolicyError(faults: faults) }
    }

    init(paths allow: [FilePath], deny: [FilePath]) {
        self.allow = allow
        self.deny = deny
    }

    /// Lets nothing be read.
    public static let nothing = FilePolicy(paths: [], deny: [])

    /// This policy with the rules of `other` added to the end of both lists.
    public func adding(_ other: FilePolicy) -> FilePolicy {
        FilePolicy(paths: allow + other.allow, deny: deny + other.deny)
    }

    /// Folders of the system that are no files on a disk: reading there tells of processes and moves devices.
    static let special = ["proc", "sys", "dev"].map { FilePath(names: [$0]) }

    private static func read(
        _ texts: [String], list: FilePolicyError.List, faults: inout [FilePolicyError.Fault]
    ) -> [FilePath] {
        var paths: [FilePath] = []
        for (index, text) in texts.enumerated() {
            do {
                paths.append(try FilePath(absolute: text))
            } catch {
                faults.append(.init(list: list, index: index, rule: text, message: error.message))
            }
        }
        return paths
    }
}

/// Every rule of a file policy that could not be read.
public struct FilePolicyError: Error, Sendable, Equatable {
    public enum List: String, Sendable { case allow, deny }

    public struct Fault: Sendable, Equatable {
        public let list: List
        /// The place in its list, from 0.
        public let index: Int
        /// The rule as written.
        public let rule: String
        /// What is wrong and how to write it.
        public let message: String
    }

    public let faults: [Fault]
}
