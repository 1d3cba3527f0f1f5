public import APISpec
import ConformanceSuite
public import JSON
import YAML

/// A specification and its agents, read so that every node can be changed.
public struct ProofSource: Sendable {
    let files: [ProofFile]
    let documents: DocumentSet
    let specification: SpecFiles

    /// Reads every YAML file of the folder, and the agents beside it.
    ///
    /// - Parameter agents: the shown name and the content of the file of agents.
    /// - Throws: every mistake of syntax.
    public init(_ specification: SpecFiles, agents: (name: String, content: [UInt8])) throws(Diagnostics) {
        self.specification = specification
        var files: [ProofFile] = []
        let root = specification.root
        for (name, content) in specification.files.sorted(by: { $0.key < $1.key }) {
            files.append(try Self.read(name, at: "spec/" + name.dropFirst(root.count + 1), content))
        }
        files.append(try Self.read(agents.name, at: "agents.yaml", agents.content))
        self.files = files
        documents = DocumentSet(
            Dictionary(files.map { ($0.name, $0.document) }, uniquingKeysWith: { first, _ in first }))
    }

    private static func read(_ name: String, at place: String, _ content: [UInt8]) throws(Diagnostics) -> ProofFile {
        let document = try YAMLReader.read(content, file: name)
        let lines = String(decoding: content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return ProofFile(
            name: name, place: place, document: document, tree: JSONValue(document.root), lines: lines.map(String.init))
    }

    /// The files as they are shown, in the order they are tried in.
    public var names: [String] { files.map(\.name) }

    func file(_ kind: ProofFile.Kind) -> ProofFile? { files.first { $0.kind == kind } }

    /// Whether the server and the judge agree from the start: what the judge is given is compiled from these files.
    func judge() throws(Diagnostics) -> JudgedSpec { try JudgedSpec(specification) }

    /// The specification with some files in another form.
    func specification(with trees: [String: JSONValue]) -> SpecFiles {
        var changed = specification.files
        for (name, tree) in trees where changed[name] != nil { changed[name] = Array(tree.indentedText.utf8) }
        return SpecFiles(root: specification.root, files: changed)
    }
}
