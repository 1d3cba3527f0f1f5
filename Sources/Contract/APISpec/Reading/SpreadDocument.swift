import JSON
import YAML

/// A document of anybody's, read together with every file that its references lead to.
struct SpreadDocument: Sendable {
    private(set) var documents: [String: Document] = [:]
    private(set) var files: [String: [UInt8]] = [:]
    /// What is wrong with the text of the files.
    private(set) var diagnostics: [Diagnostic] = []
    private var bytes = 0

    /// Files that one document may be spread over, and bytes that they may have together.
    private static let mostFiles = 1_000
    private static let mostBytes = 64 << 20

    /// - Parameter read: see `SpecFiles.init(document:content:read:)`
    init(root: String, content: [UInt8], read: (String) -> [UInt8]?) {
        add(root, content)
        var pending = documents[root].map { [$0] } ?? []
        var asked: Set<String> = [root]
        while let document = pending.popLast() {
            for reference in ReferenceScan(document) {
                guard case .file(let file) = ReferenceTarget(reference, below: root), asked.insert(file).inserted,
                    !isFull(reference), let content = read(file)
                else { continue }
                add(file, content)
                if let document = documents[file] { pending.append(document) }
            }
        }
    }

    /// Whether no further file is read; said once.
    private mutating func isFull(_ reference: Node) -> Bool {
        guard files.count >= Self.mostFiles || bytes >= Self.mostBytes else { return false }
        if !diagnostics.contains(where: { $0.code == "too-many-files" }) { refuse(reference) }
        return true
    }

    private mutating func add(_ file: String, _ content: [UInt8]) {
        files[file] = content
        bytes += content.count
        let (document, mistakes) = YAMLReader.readTelling(content, file: file, limits: PublishedDocument.limits)
        documents[file] = document
        diagnostics += mistakes.map(Self.repeatedKey)
    }

    /// Of a key that changes nothing in the contract it does not matter which one counts.
    private static func repeatedKey(_ mistake: Diagnostic) -> Diagnostic {
        guard mistake.code == "yaml-duplicate-key" else { return mistake }
        let isProse = ["description", "summary", "title", "example"].contains { mistake.message.contains("\"\($0)\"") }
        var mistake = mistake
        if isProse { mistake.severity = .warning }
        return mistake
    }

    private mutating func refuse(_ reference: Node) {
        diagnostics.append(
            Diagnostic(
                code: "too-many-files",
                "the document is spread over more than \(Self.mostFiles) files or \(Self.mostBytes >> 20) MiB",
                at: reference))
    }
}
