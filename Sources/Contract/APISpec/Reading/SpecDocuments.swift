import JSON
import YAML

/// The files of a specification as documents with places: the first stage after the bytes.
///
/// A file that is missing, unreadable or of a version this server does not know is nil here and has its diagnostics.
struct SpecDocuments: Sendable {
    let set: DocumentSet
    let isSingleDocument: Bool
    var openAPI: Node?
    var asyncAPI: Node?
    var errors: Node?
    var limits: Node?

    /// Each readable root and the shape it must have.
    var roots: [(Node, ShapeName)] {
        [(openAPI, .openAPI), (asyncAPI, .asyncAPI), (errors, .errorCatalogue), (limits, .limits)]
            .compactMap { node, shape in node.map { ($0, shape) } }
    }

    /// Reads every file; what cannot be read is reported, and the rest goes on.
    static func read(_ files: SpecFiles) -> (documents: SpecDocuments, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var read: [String: Document] = [:]
        for (file, bytes) in files.files.sorted(by: { $0.key < $1.key }) where files.isRead(file) {
            do throws(Diagnostics) {
                read[file] = try YAMLReader.read(bytes, file: file, limits: files.readerLimits)
            } catch {
                diagnostics += error.items
            }
        }
        var documents = SpecDocuments(set: DocumentSet(read), isSingleDocument: files.isSingleDocument)
        if files.isSingleDocument {
            documents.openAPI = read[files.root]?.root
        } else {
            documents.openAPI = read[files.path("openapi.yaml")]?.root
            documents.asyncAPI = read[files.path("asyncapi.yaml")]?.root
            documents.errors = read[files.path("errors.yaml")]?.root
            documents.limits = read[files.path("limits.yaml")]?.root
            diagnostics += files.missing
        }
        diagnostics += documents.dropUnknownVersions()
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

    /// The root, and every YAML or JSON file that references may lead to.
    fileprivate func isRead(_ file: String) -> Bool {
        file == root || [".yaml", ".yml", ".json"].contains { file.hasSuffix($0) }
    }

    /// A single document may be a large one of somebody else's.
    fileprivate var readerLimits: YAMLLimits {
        isSingleDocument ? YAMLLimits(bytes: 4 << 20, nodes: 1_000_000) : YAMLLimits()
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
