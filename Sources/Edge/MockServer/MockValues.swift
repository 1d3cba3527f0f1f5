import APISpec
import JSON
import JSONSchema
import Logging
import SchemaInstances
import Synchronization

/// The values that answers are made of; what is always the same is made once.
final class MockValues: Sendable {
    private struct State {
        /// By operation, status and media type; nil where none was found.
        var usual: [String: JSONValue?] = [:]
        var headers: [String: [(String, String)]] = [:]
        /// How many values that differ were made of each place.
        var turns: [String: UInt64] = [:]
    }

    private let library: SchemaLibrary
    private let seed: UInt64?
    private let log: Logger
    private let state = Mutex(State())

    init(library: SchemaLibrary, seed: UInt64?, log: Logger) {
        self.library = library
        self.seed = seed
        self.log = log
    }

    /// The first example that fits, else a value made from the schema; nil where none is found.
    func usual(_ type: MediaType, _ place: String) -> JSONValue? {
        if let known = state.withLock({ $0.usual[place] }) { return known }
        let value = example(of: type, place) ?? generated(type, seed: seed.map { Self.mix($0, place, 0) })
        state.withLock { $0.usual[place] = .some(value) }
        return value
    }

    /// Another value each time, in an order that the seed decides; nil where none is found.
    func another(_ type: MediaType, _ place: String) -> JSONValue? {
        let turn = state.withLock { state in
            state.turns[place, default: 0] += 1
            return state.turns[place] ?? 0
        }
        return generated(type, seed: Self.mix(seed ?? 1, place, turn))
    }

    /// Whether a value may be answered as this type.
    func fits(_ value: Node, _ type: MediaType) -> Bool {
        type.schema?.accepts(value, direction: .response) ?? true
    }

    /// The declared fields of an answer: examples that fit, else made from their schemas.
    func headers(of response: Response, _ place: String) -> [(String, String)] {
        if let known = state.withLock({ $0.headers[place] }) { return known }
        let made = response.headers.compactMap { header in
            text(of: header, "\(place) \(header.name)").map { (header.name, $0) }
        }
        state.withLock { $0.headers[place] = made }
        return made
    }

    private func example(of type: MediaType, _ place: String) -> JSONValue? {
        for example in type.examples {
            if fits(example.value, type) { return JSONValue(example.value) }
            let fault = type.schema?.violations(of: example.value, direction: .response, limit: 1).first
            log.warning(
                "an example does not fit its schema and is passed over",
                metadata: [
                    "answer": "\(place)", "example": "\(example.name ?? "example")",
                    "place": "\(example.value.location?.description ?? "-")",
                    "fault": "\(fault?.instance.description ?? "") \(fault?.message ?? "")",
                ])
        }
        return nil
    }

    private func generated(_ type: MediaType, seed: UInt64?) -> JSONValue? {
        guard let schema = type.schema else { return type.range?.isJSON == true ? .object(JSONObject()) : "mock" }
        return generated(schema, seed: seed)
    }

    private func generated(_ schema: CompiledSchema, seed: UInt64?) -> JSONValue? {
        let view = SchemaView(schema.node, library)
        let plain = Generator(direction: .response, usesExamples: seed == nil, seed: seed)
        guard let value = plain.fitting(view) ?? Generator(direction: .response).fitting(view) else { return nil }
        guard schema.accepts(Document(value).root, direction: .response) else { return nil }
        return value
    }

    /// The value in style simple; nil for what no field can hold, and for an optional one that cannot be made.
    private func text(of header: ResponseHeader, _ place: String) -> String? {
        let shown = header.examples.map(\.value).first { value in
            header.schema?.accepts(value, direction: .response) ?? true
        }
        let value = shown.map { JSONValue($0) } ?? header.schema.flatMap { generated($0, seed: nil) } ?? "mock"
        let text = FieldValue.text(value, explode: header.explode, isJSON: header.content?.range?.isJSON == true)
        return text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) && !text.isEmpty ? text : nil
    }

    /// FNV-1a over the place, then the turn: the same in every run, unlike Swift's own hashes.
    private static func mix(_ seed: UInt64, _ place: String, _ turn: UInt64) -> UInt64 {
        let hash = place.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        return (hash ^ seed) &+ turn &* 0x9E37_79B9_7F4A_7C15
    }
}

/// A value as a header field has it (OpenAPI 3.1.1, section 4.8.12.6: style simple).
enum FieldValue {
    static func text(_ value: JSONValue, explode: Bool, isJSON: Bool) -> String {
        if isJSON { return value.jsonText }
        switch value {
        case .string(let text): return text
        case .array(let elements):
            return elements.map { text($0, explode: false, isJSON: false) }.joined(separator: ",")
        case .object(let object):
            return object.map { key, value in
                "\(key)\(explode ? "=" : ",")\(text(value, explode: false, isJSON: false))"
            }.joined(separator: ",")
        default: return value.jsonText
        }
    }
}
