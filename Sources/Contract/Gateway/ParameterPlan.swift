import APISpec
import JSON
import JSONSchema

/// The parameters of one operation, worked out beforehand.
struct ParameterPlan: Sendable {
    let decoders: [ParameterDecoder]
    /// Names that the query may have.
    private let queryNames: Set<String>
    /// Names that the query may have with brackets behind them.
    private let treeNames: Set<String>
    /// Whether some parameter takes whatever the others leave.
    private let takesAll: Bool
    private let place: String?

    init(_ operation: Operation) {
        // OpenAPI 3.1.1 section 4.8.12.1: these three are described elsewhere and ignored as parameters.
        let ignored = ["accept", "content-type", "authorization"]
        let parameters = operation.parameters.filter {
            !($0.place == .header && ignored.contains($0.name.lowercased()))
        }
        let names = operation.path.parameterNames
        decoders = parameters.map { parameter in
            ParameterDecoder(
                parameter, segment: parameter.place == .path ? names.firstIndex(of: parameter.name) : nil,
                claimed: Self.claims(of: parameters.filter { $0.place == parameter.place && $0.name != parameter.name })
            )
        }
        let query = decoders.filter { $0.place == .query }
        queryNames = Self.claims(of: query.map(\.parameter))
            .union(operation.path.query.map(\.name)).union(operation.security.queryKeys)
        treeNames = Set(query.filter { $0.readings.contains(.tree) }.map(\.name))
        takesAll = query.contains { $0.readings.contains(.members) && $0.parameter.shape.isOpen }
        place = operation.location?.description
    }

    /// The names that parameters are written under: their own, or those of their members.
    private static func claims(of parameters: [Parameter]) -> Set<String> {
        Set(
            parameters.flatMap { parameter in
                let decoder = ParameterDecoder(parameter, segment: nil)
                let members = decoder.readings.contains(.members) ? parameter.shape.memberNames : []
                return decoder.readings == [.members] ? members : members + [parameter.name]
            })
    }

    /// Whether what stands in the path is what the path's parameters ask for.
    func acceptsPath(_ segments: [Substring]) -> Bool {
        let input = ParameterInput(segments: segments)
        return decoders.allSatisfy { $0.place != .path || $0.accepts(input) }
    }

    /// Larger where the path's parameters let in less, so that paths of one shape are tried in a good order.
    var pathPrecision: Int {
        decoders.filter { $0.place == .path }.reduce(0) { sum, decoder in
            let schema = decoder.parameter.schema.node
            if !decoder.parameter.shape.kinds.contains(.string) { return sum + 2 }
            return sum + (["enum", "const", "pattern", "format"].contains { schema[$0] != nil } ? 1 : 0)
        }
    }

    /// Names in the query that the operation does not declare: a misspelt filter must not pass as no filter.
    func unknown(in query: QueryPairs) -> [Fault] {
        if takesAll || query.pairs.isEmpty { return [] }
        let unknown = query.names.filter { !queryNames.contains($0) && !treeNames.contains(FieldName($0).base) }
        return unknown.prefix(BodyPlan.faultLimit).map { name in
            let known = queryNames.sorted()
            let hint =
                Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
                ?? (known.isEmpty ? "there are none here" : "known: \(known.joined(separator: ", "))")
            return Fault(
                place: "query", pointer: JSONPointer(tokens: [name]).description, keyword: "parameters",
                message: "unknown parameter \"\(name)\"; \(hint)", spec: place)
        }
    }
}

extension Security {
    /// Query parameters that carry a key rather than a parameter.
    fileprivate var queryKeys: [String] {
        guard case .schemes(let alternatives) = self else { return [] }
        return alternatives.joined().compactMap { use in
            if case .apiKey(.query, let name) = use.scheme { name } else { nil }
        }
    }
}
