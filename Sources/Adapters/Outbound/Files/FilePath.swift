/// An absolute path, cut into its names; it holds no ".", no ".." and no empty name.
public struct FilePath: Sendable, Hashable, CustomStringConvertible {
    /// The names from the root down.
    public let names: [String]

    init(names: [String]) { self.names = names }

    /// Reads a path as an operator writes it; throws what is wrong with it.
    public init(absolute text: String) throws(Fault) {
        guard text.hasPrefix("/") else { throw Fault(message: "write the whole path, from \"/\" on") }
        names = try Self.names(of: text)
    }

    /// What is wrong with the text of a path.
    public struct Fault: Error, Sendable, Equatable {
        public let message: String
    }

    public var description: String { "/" + names.joined(separator: "/") }

    /// Whether this is `folder` or lies below it.
    public func isInside(_ folder: FilePath) -> Bool { names.starts(with: folder.names) }

    /// The path below this one that `names` leads to.
    func appending(_ names: some Sequence<String>) -> FilePath { FilePath(names: self.names + names) }

    /// The names in a path, "." and doubled slashes left out; ".." is refused: what it means depends on links.
    static func names(of text: String) throws(Fault) -> [String] {
        guard !text.utf8.contains(0) else { throw Fault(message: "a path cannot hold a NUL character") }
        guard text.utf8.count <= 4_096 else { throw Fault(message: "a path has at most 4096 bytes") }
        let names = parts(of: text)
        guard !names.contains("..") else { throw Fault(message: "write the path without \"..\"") }
        return names
    }

    /// The names in a path as the system reads it, ".." kept.
    static func parts(of text: String) -> [String] {
        text.split(separator: "/").map(String.init).filter { $0 != "." }
    }
}
