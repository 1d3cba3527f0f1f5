/// The fields of a request or a reply, in order; names are compared without case, as HTTP does.
public struct HeaderFields: Sendable, Equatable {
    private var list: [Field]

    private struct Field: Sendable, Equatable {
        var name: String
        var value: String
    }

    public init(_ fields: [(String, String)] = []) {
        list = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// The fields in order.
    public var fields: [(name: String, value: String)] { list.map { ($0.name, $0.value) } }

    /// The value of the first field of this name.
    public subscript(_ name: String) -> String? {
        list.first { Self.isSame($0.name, name) }?.value
    }

    /// The values of all fields of this name, in order.
    public func all(_ name: String) -> [String] {
        list.compactMap { Self.isSame($0.name, name) ? $0.value : nil }
    }

    /// Adds a field after the others.
    public mutating func add(_ name: String, _ value: String) {
        list.append(Field(name: name, value: value))
    }

    /// Makes this the only field of its name, at the place of the first.
    public mutating func set(_ name: String, _ value: String) {
        guard let first = list.firstIndex(where: { Self.isSame($0.name, name) }) else { return add(name, value) }
        list[first].value = value
        let rest = list[(first + 1)...].filter { !Self.isSame($0.name, name) }
        list.replaceSubrange((first + 1)..., with: rest)
    }

    /// Compares as HTTP does: ASCII letters without case (RFC 9110 section 5.1).
    private static func isSame(_ a: String, _ b: String) -> Bool {
        guard a.utf8.count == b.utf8.count else { return false }
        return zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}
