public import APISpec
public import JSON
import JSONSchema
import SchemaInstances

/// The specification a server is judged by: the compiled contract, and the text behind it with the place of every line.
public struct JudgedSpec: Sendable {
    public let contract: Contract
    let library: SchemaLibrary
    /// Every operation, for whatever has to be found.
    let allOperations: [JudgedOperation]
    /// Those that are judged.
    private(set) var operations: [JudgedOperation]
    let errors: Node?
    let integrations: Node?
    let limits: Node?
    /// The documents as they are written.
    let openAPI: Node?
    let asyncAPI: Node?
    let live: JudgedChannel?
    /// The operation that turns a username and a password into an access token.
    let login: JudgedOperation?
    /// What is wrong with a document of anybody's; a folder of ours has no mistakes.
    let diagnostics: [Diagnostic]
    private let index: PathIndex
    /// Method and shape of the paths that several operations share, those that are not judged too.
    private let sharedShapes: Set<String>

    /// Reads and compiles the files as the server would.
    ///
    /// Of a document of anybody's, the operations that have errors are left out.
    ///
    /// - Throws: every mistake of the files, where they leave nothing to judge.
    public init(_ files: SpecFiles) throws(Diagnostics) {
        let reading = SpecReading(files)
        let isSingle = files.files[files.root] != nil
        let found = Diagnostics(reading.diagnostics)
        if found.hasErrors, !isSingle || reading.contract.operations.isEmpty { throw found }
        contract = reading.contract
        diagnostics = reading.diagnostics
        let documents = reading.documents
        func root(_ name: String) -> Node? {
            documents.documents[files.root.isEmpty ? name : "\(files.root)/\(name)"]?.root
        }
        errors = isSingle ? nil : root("errors.yaml")
        integrations = isSingle ? nil : root("integrations.yaml")
        limits = isSingle ? nil : root("limits.yaml")
        let openAPI = isSingle ? documents.documents[files.root]?.root : root("openapi.yaml")
        let library = SchemaLibrary(documents, dialect: reading.dialect)
        self.library = library
        self.openAPI = openAPI
        let all = JudgedOperation.all(
            of: contract, in: openAPI, library, except: Contradiction.shadowed(in: reading.diagnostics))
        (allOperations, operations) = (all, all)
        index = PathIndex(all)
        let shapes = Dictionary(grouping: contract.operations, by: \.methodAndShape)
        sharedShapes = Set(shapes.filter { $0.value.count > 1 }.keys)
        login = all.first(where: \.isLogin)
        let events = contract.events
        asyncAPI = isSingle ? nil : root("asyncapi.yaml")
        live = asyncAPI.flatMap { node in
            events.map { JudgedChannel(node, $0, library) }
        }
    }

    /// Whether it is a document of anybody's: without an errors.yaml that says how requests are refused.
    var isAnybodys: Bool { errors == nil }

    /// What it gets wrong by itself, whatever a server does.
    var contradictions: [Contradiction] {
        Contradiction.all(in: diagnostics) + operations.flatMap(\.answerContradictions)
    }

    /// The operations with exactly this path, parameters filled in, in the order of the document.
    func operations(at path: String) -> [JudgedOperation] { index.operations(at: path).map { allOperations[$0] } }

    /// The operations of each path that is judged, however its parameters are called, in the order of the document.
    var operationsByPath: [[JudgedOperation]] {
        let groups = Dictionary(grouping: allOperations, by: \.operation.path.shape)
        return operations.map(\.operation.path.shape).distinct.compactMap { groups[$0] }
    }

    /// Whether another operation may take a path that this one's parameters refuse.
    func sharesPath(_ one: JudgedOperation) -> Bool { sharedShapes.contains(one.operation.methodAndShape) }

    /// The HTTP status of a code, and the line that says so.
    func status(of code: String) -> Int? { contract.errors[code]?.status }

    func location(ofCode code: String) -> SourceLocation? { errors?[code]?["status"]?.location }

    func location(ofLimit group: String, _ key: String) -> SourceLocation? { limits?[group]?[key]?.location }
}

extension Operation {
    fileprivate var methodAndShape: String { "\(method) \(path.shape)" }
}

extension JudgedOperation {
    /// Whether it is open to everybody, with a body that takes both names and a 2xx answer that has `access_token` (the
    /// members of RFC 6749 sections 4.3.2 and 5.1).
    fileprivate var isLogin: Bool {
        guard operation.security == .open, let body = jsonBody?.schema else { return false }
        let names = Set(body.properties.map(\.name))
        return names.isSuperset(of: ["username", "password"])
            && successes.contains { $0.jsonSchema?.property("access_token") != nil }
    }
}

extension JudgedSpec {
    /// The same, with only these operations to be judged; the others are asked for what the judging needs.
    func focused(on titles: Set<String>?) -> JudgedSpec {
        guard let titles else { return self }
        var spec = self
        spec.operations = allOperations.filter { titles.contains($0.title) }
        return spec
    }

    /// Every operation by its title, such as "POST /api/v1/tasks", and the place of its line.
    public var operationTitles: [(title: String, location: SourceLocation?)] {
        allOperations.map { ($0.title, $0.location) }
    }
}
