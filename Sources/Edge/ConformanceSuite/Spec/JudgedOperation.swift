import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// One operation with the text behind it.
struct JudgedOperation: Sendable {
    let operation: Operation
    let node: Node
    /// Its own parameters and those of its path, with their text.
    let parameters: [JudgedParameter]
    let bodies: [JudgedBody]
    let responses: [JudgedResponse]
    let library: SchemaLibrary

    /// Such as "POST /api/v1/tasks".
    var title: String { "\(operation.method) \(operation.path.text)" }
    var location: SourceLocation? { operation.location }
    var jsonBody: JudgedBody? { bodies.first(where: \.isJSON) }
    /// The declared 2xx answers.
    var successes: [JudgedResponse] { responses.filter { $0.response.status.map { 200..<300 ~= $0 } ?? false } }
    /// Whether a status says that it was done: a declared 2xx, else any 2xx, else what else below 400 is declared, else
    /// whatever is.
    func isSuccess(_ status: Int) -> Bool {
        let all = responses.compactMap(\.response.status)
        let declared = isEndless ? all : all.filter { $0 < 400 }
        if successes.isEmpty, declared.contains(status) { return true }
        return successes.isEmpty ? 200..<300 ~= status : declared.contains(status) && status < 300
    }

    /// Whether no answer that is declared says that it was done.
    var isEndless: Bool {
        responses.allSatisfy { one in
            one.response.status.map { $0 >= 400 } ?? one.response.range.map { $0.lowerBound >= 400 } ?? false
        }
    }

    /// Reading only (RFC 9110 section 9.2.1).
    var isSafe: Bool { operation.method == "GET" || operation.method == "HEAD" }

    /// The body that is sent where nothing else is said: JSON before others, one that has a value before one that has none.
    var usualBody: JudgedBody? {
        let inOrder = bodies.filter(\.isJSON) + bodies.filter { !$0.isJSON }
        return inOrder.first { $0.valid != nil } ?? inOrder.first
    }

    /// The roles that may call it; nil for everybody, an empty list for everybody with a token.
    var roles: [String]? {
        switch operation.security {
        case .open: nil
        case .bearer(let roles): roles
        case .schemes(let alternatives): alternatives.contains([]) ? nil : []
        }
    }

    /// How often its limit lets one caller ask; infinite without a limit.
    var requestsPerSecond: Double {
        operation.rateLimit.map { Double($0.quota) / Double(max(1, $0.windowSeconds)) } ?? .infinity
    }

    func declares(_ status: Int) -> Bool { responses.contains { $0.response.status == status } }

    func allows(_ role: String) -> Bool { roles.map { $0.isEmpty || $0.contains(role) } ?? true }

    /// The codes it declares with this status.
    func codes(withStatus status: Int, in spec: JudgedSpec) -> [String] {
        operation.errorCodes.filter { spec.status(of: $0) == status }
    }

    /// The code for an object that is not there.
    func absence(in spec: JudgedSpec) -> String? {
        operation.errorCodes.first { $0.hasSuffix("_NOT_FOUND") } ?? codes(withStatus: 404, in: spec).first
    }

    func response(for status: Int) -> JudgedResponse? {
        responses.first { $0.response.status == status }
            ?? responses.first { $0.response.range?.contains(status) == true }
            ?? responses.first { $0.response.isDefault }
    }

    /// Where a key of the operation stands; else the operation itself.
    func location(of key: String) -> SourceLocation? { node[key]?.location ?? location }

    /// Every operation of the contract, in its order.
    ///
    /// - Parameter shadowed: where the methods stand whose requests another operation takes.
    static func all(
        of contract: Contract, in root: Node?, _ library: SchemaLibrary, except shadowed: Set<SourceLocation>
    ) -> [JudgedOperation] {
        var byPlace: [SourceLocation?: (item: Node, node: Node)] = [:]
        for (_, item) in root?["paths"].map({ Array($0.members) }) ?? [] {
            let item = library.documents.following(item)
            for (methodKey, node) in item.members where !(methodKey.location.map(shadowed.contains) ?? false) {
                let place = (node["operationId"] ?? methodKey).location
                if byPlace[place] == nil { byPlace[place] = (item, node) }
            }
        }
        return contract.operations.compactMap { operation in
            byPlace[operation.location].map { JudgedOperation(operation, $0.node, item: $0.item, library) }
        }
    }

    private init(_ operation: Operation, _ node: Node, item: Node, _ library: SchemaLibrary) {
        self.operation = operation
        self.library = library
        self.node = node
        let listed = [node["parameters"], item["parameters"]].compactMap { $0 }.flatMap { Array($0.elements) }
            .map(library.documents.following)
        parameters = operation.parameters.compactMap { parameter in
            listed.first { $0["name"]?.string == parameter.name && $0["in"]?.string == parameter.place.rawValue }
                .map { JudgedParameter(parameter, $0, library) }
        }
        let body = node["requestBody"].map(library.documents.following)
        bodies = zip(operation.body?.content ?? [], body?["content"].map { Array($0.members) } ?? []).map {
            JudgedBody($0, $1.value, library)
        }
        responses = zip(operation.responses, node["responses"].map { Array($0.members) } ?? []).map {
            JudgedResponse($0, library.documents.following($1.value), library)
        }
    }
}

extension DocumentSet {
    /// The node a reference stands for, through several if need be.
    func following(_ node: Node) -> Node {
        var node = node
        for _ in 0..<32 {
            guard let reference = node["$ref"]?.string, let next = resolve(reference, from: node) else { break }
            node = next
        }
        return node
    }
}
