import APISpec
import JSON
import JSONSchema

/// Corrects a query: misspelt names, and values that can be brought to fit without making anything up.
struct QueryMending {
    private let matched: MatchedRequest
    private let parameters: [Parameter]
    /// Longer queries are not corrected.
    private static let longestQuery = 4_096

    init(_ matched: MatchedRequest) {
        self.matched = matched
        parameters = matched.route.operation.parameters.filter { $0.place == .query }
    }

    /// Nil unless the corrected query has no fault left.
    var suggestion: RequestSuggestion? {
        let query = matched.request.query ?? ""
        guard query.utf8.count <= Self.longestQuery, var pairs = Self.pairs(query) else { return nil }
        rename(&pairs)
        var corrected = matched
        corrected.request.query = Self.joined(pairs)
        // A value is judged only once it has the right name.
        let faults = Self.queryFaults(of: corrected)
        for parameter in parameters where Self.isFaulty(parameter, faults) {
            guard let mended = mended(parameter, pairs) else { return nil }
            pairs = mended
        }
        corrected.request.query = Self.joined(pairs)
        guard corrected.request.query != query, Self.queryFaults(of: corrected).isEmpty else { return nil }
        return RequestSuggestion(query: corrected.request.query)
    }

    /// Names decoded, values as they are written; nil where a name cannot be decoded.
    private static func pairs(_ query: String) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decode(parts[0], plusIsSpace: true) else { return nil }
            pairs.append((name, parts.count > 1 ? String(parts[1]) : ""))
        }
        return pairs
    }

    private func rename(_ pairs: inout [(name: String, value: String)]) {
        for index in pairs.indices {
            let name = pairs[index].name
            guard !parameters.contains(where: { $0.name == name }) else { continue }
            let absent = parameters.map(\.name).filter { known in !pairs.contains { $0.name == known } }
            let plain = name.plain
            if let meant = absent.first(where: { $0.plain == plain }) ?? Suggestion.nearest(to: name, among: absent) {
                pairs[index].name = meant
            }
        }
    }

    private static func joined(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private static func isFaulty(_ parameter: Parameter, _ faults: [Fault]) -> Bool {
        faults.contains { JSONPointer($0.pointer)?.tokens.first == parameter.name && $0.keyword != "parameters" }
    }

    private func mended(
        _ parameter: Parameter, _ pairs: [(name: String, value: String)]
    ) -> [(name: String, value: String)]? {
        let places = pairs.indices.filter { pairs[$0].name == parameter.name }
        guard let first = places.first else {
            guard let value = parameter.schema.defaultValue.flatMap({ Self.text(JSONValue($0)) }) else { return nil }
            return pairs + [(parameter.name, value)]
        }
        let texts = places.compactMap { PercentDecoding.decode(pairs[$0].value, plusIsSpace: true) }
        guard texts.count == places.count, let values = values(texts, parameter) else { return nil }
        var rest = pairs
        for place in places.reversed() { rest.remove(at: place) }
        rest.insert(contentsOf: values.map { (parameter.name, $0) }, at: first)
        return rest
    }

    /// The values as they should be written, one for each occurrence.
    private func values(_ texts: [String], _ parameter: Parameter) -> [String]? {
        let accepted = parameter.schema.acceptedKinds
        guard accepted.contains(.array), !accepted.contains(.string) else {
            guard texts.count == 1, let value = mended(Self.value(texts[0], accepted), parameter.schema) else {
                return nil
            }
            return Self.text(value).map { [$0] }
        }
        guard parameter.style == "form" else { return nil }
        let parts = parameter.explode ? texts : texts.flatMap { $0.split(separator: ",").map(String.init) }
        let list = JSONValue.array(parts.map { Self.value($0, parameter.schema.itemKinds) })
        let elements = mended(list, parameter.schema)?.arrayValue?.compactMap(Self.text) ?? []
        guard !elements.isEmpty else { return nil }
        return parameter.explode ? elements : [elements.joined(separator: ",")]
    }

    /// Nil where something would have to be made up.
    private func mended(_ value: JSONValue, _ schema: CompiledSchema) -> JSONValue? {
        let node = Document(value).root
        if schema.accepts(node, direction: .request) { return value }
        guard let repair = schema.repair(of: node, direction: .request), repair.holes.isEmpty else { return nil }
        return try? repair.patch.applied(to: value)
    }

    private static func value(_ text: String, _ kinds: Set<Node.Kind>) -> JSONValue {
        let isText = kinds.contains(.string)
        guard !isText, text.utf8.count <= 64, let value = try? JSONValue.parse(text) else { return .string(text) }
        return value
    }

    /// How a scalar is written, percent-encoded; nil for everything else.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): PercentCoding.encoded(text)
        case .integer, .double, .decimal, .bool: PercentCoding.encoded(value.jsonText)
        case .null, .array, .object: nil
        }
    }

    private static func queryFaults(of matched: MatchedRequest) -> [Fault] {
        let identified = IdentifiedRequest(matched: matched, caller: nil)
        let limited = LimitedRequest(authorised: AuthorisedRequest(identified: identified), fields: [])
        return ParameterDecoding().decode(NegotiatedRequest(limited: limited, mediaType: nil)).faults
            .filter { $0.place == "query" }
    }
}

extension String {
    /// "pageSize", "page-size" and "page_size" are alike.
    fileprivate var plain: String { lowercased().filter { $0 != "_" && $0 != "-" } }
}
