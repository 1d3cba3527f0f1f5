public import JSON
import YAML

/// An OpenAPI document of anybody's, 3.0 or 3.1, read in order to be judged, not to be served.
public struct PublishedDocument: Sendable {
    public enum Version: String, Sendable {
        case v30 = "3.0"
        case v31 = "3.1"
    }

    public let version: Version
    public let root: Node
    /// Every operation under `paths`, in the order of the document.
    public let operations: [PublishedOperation]
    /// Mistakes against the standard, by place, each once.
    public let diagnostics: [Diagnostic]
    let set: DocumentSet

    /// Largest text, and most values in it.
    static let limits = YAMLLimits(bytes: 16 << 20, nodes: 4_000_000, scalarBytes: 1 << 20, aliasNodes: 100_000)

    /// Reads one file of a document; every mistake of its syntax is thrown.
    public static func parse(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Document {
        try YAMLReader.read(bytes, file: file, limits: limits)
    }

    /// Judges a document that may refer to others.
    ///
    /// - Parameters:
    ///   - root: the file to start with, one of `documents`
    ///   - documents: by file name as shown in diagnostics
    /// - Throws: one diagnostic for what is no OpenAPI 3.0 or 3.1 document
    public init(root: String, documents: [String: Document]) throws(Diagnostics) {
        set = DocumentSet(documents)
        guard let node = set.documents[root]?.root else {
            throw Diagnostics([Diagnostic(code: "missing-file", "\(root) is missing")])
        }
        version = try Self.version(of: node)
        self.root = node
        var specification = SpecDocuments(set: set, isSingleDocument: true)
        specification.openAPI = node
        operations = OperationSource.all(in: specification).map { PublishedOperation($0) }
        diagnostics = Self.structure(of: specification, version)
    }

    /// The object a node stands for, references followed; nil if they lead nowhere or in a circle.
    public func resolved(_ node: Node?) -> Node? { node.flatMap { set.target(of: $0) } }

    /// The node that a reference leads to; nil if there is none.
    public func target(of reference: String, from node: Node) -> Node? { set.resolve(reference, from: node) }

    /// The diagnostic for a reference that leads nowhere.
    public func brokenReference(_ text: String, at node: Node) -> Diagnostic { set.brokenReference(text, at: node) }

    private static func version(of node: Node) throws(Diagnostics) -> Version {
        let text = node["openapi"]?.string ?? ""
        if text.hasPrefix("3.0.") { return .v30 }
        if text.hasPrefix("3.1.") { return .v31 }
        if let fault = VersionFault.find(in: node, of: readable) { throw Diagnostics([fault]) }
        throw Diagnostics([
            Diagnostic(code: "no-openapi", "this is no OpenAPI document: it has no \"openapi\"", at: node)
        ])
    }

    private static let readable = VersionFault.Standard(
        name: "OpenAPI", key: "openapi", version: "3.1", readable: "3.0 and 3.1 are")

    private static func structure(of documents: SpecDocuments, _ version: Version) -> [Diagnostic] {
        guard let root = documents.openAPI else { return [] }
        let shapes = version == .v30 ? Shape.published30 : Shape.published31
        var walk = ShapeWalk(documents.set, shapes: shapes, as: .standard)
        walk.visit(root, as: .openAPI)
        walk.finish()
        let schemas = SchemaTable(compiling: walk.schemas, in: documents)
        let specification = Specification(documents: documents, schemas: schemas)
        let checks: [any Check] = [
            ServerCheck(), OperationIDCheck(), ParameterCheck(), RequestBodyCheck(), ExampleCheck(),
        ]
        let found =
            walk.diagnostics + schemas.diagnostics + checks.flatMap { $0.run(on: specification) }
            + contents(of: root, version) + statuses(in: specification)
        return found.filter { $0.code != "reference-not-found" && $0.code != "meaningless-body" }.map(lenient)
            .oneForEachMistake
    }

    /// A schema may have keywords that nobody understands (JSON Schema 2020-12, section 4.3.1); this server refuses them.
    private static func lenient(_ diagnostic: Diagnostic) -> Diagnostic {
        guard ["schema-unsupported-keyword", "schema-unknown-keyword"].contains(diagnostic.code) else {
            return diagnostic
        }
        var diagnostic = diagnostic
        diagnostic.severity = .warning
        return diagnostic
    }

    /// OpenAPI 3.1.1, section 4.8.1: at least one of the three.
    private static func contents(of root: Node, _ version: Version) -> [Diagnostic] {
        guard version == .v31, ["paths", "components", "webhooks"].allSatisfy({ root[$0] == nil }) else { return [] }
        return [Diagnostic(code: "missing-key", "an OpenAPI document needs paths, components or webhooks", at: root)]
    }

    /// What `ResponseCheck` says of the keys; that a response for success is missing is a matter of style.
    private static func statuses(in specification: Specification) -> [Diagnostic] {
        ResponseCheck().run(on: specification).filter { $0.code != "no-success-response" }
    }
}
