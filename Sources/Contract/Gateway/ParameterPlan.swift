import APISpec
import JSON

/// The parameters of one operation, worked out beforehand.
struct ParameterPlan: Sendable {
    let decoders: [ParameterDecoder]
    private let queryNames: Set<String>
    private let place: String?

    init(_ operation: Operation) {
        let names = operation.path.parameterNames
        // OpenAPI 3.1.1 section 4.8.12.1: these three are described elsewhere and ignored as parameters.
        let ignored = ["accept", "content-type", "authorization"]
        decoders = operation.parameters
            .filter { !($0.place == .header && ignored.contains($0.name.lowercased())) }
            .map { parameter in
                ParameterDecoder(
                    parameter, segment: parameter.place == .path ? names.firstIndex(of: parameter.name) : nil)
            }
        queryNames = Set(decoders.filter { $0.place == .query }.map(\.name))
        place = operation.location?.description
    }

    /// Names in the query that the operation does not declare: a misspelt filter must not pass as no filter.
    func unknown(in query: QueryPairs) -> [Fault] {
        query.names.filter { !queryNames.contains($0) }.prefix(BodyPlan.faultLimit).map { name in
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
