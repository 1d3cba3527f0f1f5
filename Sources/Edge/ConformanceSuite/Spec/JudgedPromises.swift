import APISpec
import JSON

/// What our keys say of an operation beyond its schemas.
extension JudgedOperation {
    /// `x-pagination`.
    var pagination: Pagination? { node["x-pagination"].flatMap { Pagination($0) } }

    /// `x-invariants`, each with its line.
    var invariants: [(invariant: Invariant, location: SourceLocation?)] {
        node["x-invariants"]?.elements.compactMap { line in
            line.string.flatMap { Invariant($0) }.map { ($0, line.location) }
        } ?? []
    }

    /// `x-echo`: members of a request that come back equal, each with its line.
    var echoes: [(name: String, location: SourceLocation?)] { list("x-echo") }

    /// `x-volatile`: members of an answer that may change by themselves.
    var volatile: Set<String> { Set(list("x-volatile").map(\.name)) }

    private func list(_ key: String) -> [(name: String, location: SourceLocation?)] {
        node[key]?.elements.compactMap { line in line.string.map { ($0, line.location) } } ?? []
    }
}

extension JudgedSpec {
    /// The operation that makes what another one reads, changes or removes: a POST of JSON at its path without the last
    /// parameter.
    func creator(of item: JudgedOperation) -> JudgedOperation? {
        let segments = item.operation.path.segments
        guard let place = segments.lastIndex(where: \.isParameter) else { return nil }
        return operations.first {
            $0.operation.method == "POST" && $0.operation.path.segments == Array(segments[..<place])
                && $0.jsonBody != nil && $0.declares(201)
        }
    }

    /// The operation of a method at the path of what a creation makes.
    func item(of creator: JudgedOperation, _ method: String) -> JudgedOperation? {
        let segments = creator.operation.path.segments
        return operations.first {
            $0.operation.method == method && $0.operation.path.segments.count == segments.count + 1
                && Array($0.operation.path.segments.dropLast()) == segments
                && $0.operation.path.segments.last?.isParameter == true
        }
    }

    /// The operation that reads a collection.
    func list(at path: PathTemplate) -> JudgedOperation? {
        operations.first { $0.operation.method == "GET" && $0.operation.path.segments == path.segments }
    }
}

extension PathTemplate.Segment {
    var isParameter: Bool {
        if case .parameter = self { true } else { false }
    }
}
