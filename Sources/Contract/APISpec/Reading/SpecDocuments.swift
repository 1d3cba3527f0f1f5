import JSON
import JSONSchema
import YAML

/// The files of a specification as documents with places: the first stage after the bytes.
///
/// A file that is missing, unreadable or of a version this server does not know is nil here and has its diagnostics.
struct SpecDocuments: Sendable {
    let set: DocumentSet
    let isSingleDocument: Bool
    var version = OpenAPIVersion.v31
    /// The name of the root document, beside which all files of a single document lie.
    var root = ""
    var openAPI: Node?
    var asyncAPI: Node?
    var errors: Node?
    var limits: Node?

    /// What its schemas are written in.
    var dialect: SchemaDialect { version == .v30 ? .openAPI30 : .openAPI31 }

    /// What the files must look like.
    var shapes: [ShapeName: Shape] {
        guard isSingleDocument else { return Shape.all }
        return version == .v30 ? Shape.anybodys30 : Shape.anybodys31
    }

    /// Each readable root and the shape it must have.
    var roots: [(Node, ShapeName)] {
        [(openAPI, .openAPI), (asyncAPI, .asyncAPI), (errors, .errorCatalogue), (limits, .limits)]
            .compactMap { node, shape in node.map { ($0, shape) } }
    }

    /// Reads every file; what cannot be read is reported, and the rest goes on.
    static func read(_ files: SpecFiles) -> (documents: SpecDocuments, diagnostics: [Diagnostic]) {
        files.isSingleDocument ? readSingle(files) : readFolder(files)
    }

    /// A document of anybody's and the files it is spread over.
    private static func readSingle(_ files: SpecFiles) -> (documents: SpecDocuments, diagnostics: [Diagnostic]) {
        let spread =
            files.spread
            ?? SpreadDocument(root: files.root, content: files.files[files.root] ?? [], read: { files.files[$0] })
        var documents = SpecDocuments(set: DocumentSet(spread.documents), isSingleDocument: true)
        documents.root = files.root
        var diagnostics = spread.diagnostics
        if let root = spread.documents[files.root]?.root {
            let (version, fault) = OpenAPIVersion.read(root)
            documents.version = version ?? .v31
            if version != nil { documents.openAPI = root }
            diagnostics += fault.map { [$0] } ?? []
        }
        return (documents, diagnostics)
    }

    private static func readFolder(_ files: SpecFiles) -> (documents: SpecDocuments, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var read: [String: Document] = [:]
        for (file, bytes) in files.files.sorted(by: { $0.key < $1.key }) where files.isRead(file) {
            do throws(Diagnostics) {
                read[file] = try YAMLReader.read(bytes, file: file, limits: YAMLLimits())
            } catch {
                diagnostics += error.items
            }
        }
        var documents = SpecDocuments(set: DocumentSet(read), isSingleDocument: false)
        documents.openAPI = read[files.path("openapi.yaml")]?.root
        documents.asyncAPI = read[files.path("asyncapi.yaml")]?.root
        documents.errors = read[files.path("errors.yaml")]?.root
        documents.limits = read[files.path("limits.yaml")]?.root
        diagnostics += files.missing + documents.dropUnknownVersions()
        return (documents, diagnostics)
    }

    /// A document of another version breaks every other rule too; one diagnostic says it all.
    private mutating func dropUnknownVersions() -> [Diagnostic] {
        let faults = [VersionFault.find(in: openAPI, of: .openAPI), VersionFault.find(in: asyncAPI, of: .asyncAPI)]
        if faults[0] != nil { openAPI = nil }
        if faults[1] != nil { asyncAPI = nil }
        return faults.compactMap { $0 }
    }
}

extension SpecFiles {
    static let names = ["openapi.yaml", "asyncapi.yaml", "errors.yaml", "limits.yaml"]

    /// Every YAML or JSON file that references may lead to.
    fileprivate func isRead(_ file: String) -> Bool {
        [".yaml", ".yml", ".json"].contains { file.hasSuffix($0) }
    }

    /// The files of the folder that must be there and are not.
    fileprivate var missing: [Diagnostic] {
        Self.names.filter { files[path($0)] == nil }.map { name in
            Diagnostic(
                code: "missing-file", "\(path(name)) is missing",
                help: .didYouMean(path(name), among: files.keys.filter { !Self.names.map(path).contains($0) }))
        }
    }
}
