import JSON

/// Where two JSON values are not the same.
struct JSONDifference: Equatable {
    /// RFC 6901.
    var pointer: String
    var wanted: String
    var got: String

    /// Every place, outermost first; numbers are compared as numbers, members without regard to order.
    static func all(from wanted: JSONValue, to got: JSONValue, at pointer: String = "") -> [JSONDifference] {
        switch (wanted, got) {
        case (.object(let left), .object(let right)):
            let missing = left.filter { right[$0.key] == nil }.map {
                JSONDifference(pointer: below(pointer, $0.key), wanted: text($0.value), got: "nothing")
            }
            let surplus = right.filter { left[$0.key] == nil }.map {
                JSONDifference(pointer: below(pointer, $0.key), wanted: "nothing", got: text($0.value))
            }
            let inner = left.flatMap { key, value in
                right[key].map { all(from: value, to: $0, at: below(pointer, key)) } ?? []
            }
            return missing + surplus + inner
        case (.array(let left), .array(let right)):
            guard left.count == right.count else {
                return [JSONDifference(pointer: pointer, wanted: "\(left.count) elements", got: "\(right.count)")]
            }
            return zip(left, right).enumerated().flatMap { all(from: $1.0, to: $1.1, at: "\(pointer)/\($0)") }
        default:
            return Document(wanted).root.isEqual(to: Document(got).root)
                ? [] : [JSONDifference(pointer: pointer, wanted: text(wanted), got: text(got))]
        }
    }

    private static func below(_ pointer: String, _ name: String) -> String {
        "\(pointer)/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    private static func text(_ value: JSONValue) -> String { String(value.jsonText.prefix(200)) }
}
