public import APISpec
public import JSON
import JSONSchema
import YAML
import SchemaInstances

/// The specification a server is judged by: the compiled contract, and the text behind it with the place of every line.
public struct JudgedSpec: Sendable {
    public let contract: Contract
    let library: SchemaLibrary
    let operations: [JudgedOperation]
    let errors: Node?
    let limits: Node?
    let live: JudgedChannel?

    /// Reads and compiles the files as the server would.
    ///
    /// - Throws: every mistake of the files.
    public init(_ files: SpecFiles) throws(Diagnostics) {
        contract = try Contract.load(files).contract
        var read: [String: Document] = [:]
        for (name, bytes) in files.files where [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) {
            // Contract.load has read each of them: what it could not read, it has thrown for.
            read[name] = try? YAMLReader.read(
                bytes, file: name, limits: YAMLLimits(bytes: 4 << 20, nodes: 1_000_000))
        }
        let isSingle = files.files[files.root] != nil
        func root(_ name: String) -> Node? { read[files.root.isEmpty ? name : "\(files.root)/\(name)"]?.root }
        let documents = DocumentSet(read)
        errors = isSingle ? nil : root("errors.yaml")
        limits = isSingle ? nil : root("limits.yaml")
        let openAPI = isSingle ? read[files.root]?.root : root("openapi.yaml")
        let library = SchemaLibrary(documents, dialect: SchemaLibrary.dialect(of: openAPI))
        self.library = library
        operations = JudgedOperation.all(of: contract, in: openAPI, library)
        let events = contract.events
        live = (isSingle ? nil : root("asyncapi.yaml")).flatMap { node in
            events.map { JudgedChannel(node, $0, library) }
        }
    }

    /// Whether it is a document of anybody's: without an errors.yaml that says how requests are refused.
    var isAnybodys: Bool { errors == nil }

    /// The HTTP status of a code, and the line that says so.
    func status(of code: String) -> Int? { contract.errors[code]?.status }

    func location(ofCode code: String) -> SourceLocation? { errors?[code]?["status"]?.location }

    func location(ofLimit group: String, _ key: String) -> SourceLocation? { limits?[group]?[key]?.location }

    /// The operation that turns a username and a password into an access token: open to everybody, with a body that
    /// takes both and a 2xx answer that has `access_token` (the members of RFC 6749 sections 4.3.2 and 5.1).
    var login: JudgedOperation? {
        operations.first { one in
            guard one.operation.security == .open, let body = one.jsonBody?.schema else { return false }
            let names = Set(body.properties.map(\.name))
            guard names.isSuperset(of: ["username", "password"]) else { return false }
            return one.successes.contains { $0.jsonSchema?.property("access_token") != nil }
        }
    }
}
