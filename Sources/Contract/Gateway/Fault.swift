import JSON
import JSONSchema

/// One thing wrong with a request: an element of `errors` in the body of a refusal.
public struct Fault: Sendable, Equatable {
    /// The part of the request: body, path, query, header or cookie; "in" on the wire.
    public var place: String
    /// JSON Pointer within that part; a parameter is a member of its part.
    public var pointer: String
    /// The rule that is broken, as the specification calls it.
    public var keyword: String
    public var message: String
    /// "file:line:column" of the rule.
    public var spec: String?

    public init(place: String, pointer: String, keyword: String, message: String, spec: String? = nil) {
        self.place = place
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
        self.spec = spec
    }

    /// A violation of a schema, seen from the root of the part it was found in.
    init(_ violation: Violation, place: String, under prefix: JSONPointer = JSONPointer()) {
        self.init(
            place: place,
            pointer: JSONPointer(tokens: prefix.tokens + violation.instance.tokens).description,
            keyword: violation.keyword, message: violation.message, spec: violation.schema?.description)
    }

    var json: JSONValue {
        var object: JSONObject = [
            "in": .string(place), "pointer": .string(pointer), "keyword": .string(keyword),
            "message": .string(message),
        ]
        if let spec { object["spec"] = .string(spec) }
        return .object(object)
    }
}
