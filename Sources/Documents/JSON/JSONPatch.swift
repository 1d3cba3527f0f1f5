/// Changes to a JSON value, one after the other (RFC 6902).
public struct JSONPatch: Sendable, Equatable {
    public var operations: [Operation]

    public init(_ operations: [Operation] = []) { self.operations = operations }

    /// One change; `path` and `from` are places in the value as the operations before have left it.
    public enum Operation: Sendable, Equatable {
        /// Adds a member, or replaces the one there is; inserts an element before the one at this index, or behind the
        /// last one where the last token is "-". At the root it replaces everything.
        case add(JSONPointer, JSONValue)
        /// Takes away what is there.
        case remove(JSONPointer)
        /// Puts a value in place of what is there.
        case replace(JSONPointer, JSONValue)
        case move(from: JSONPointer, to: JSONPointer)
        case copy(from: JSONPointer, to: JSONPointer)
        /// Goes on only if what is there equals the value, as JSON Schema means it: 1 equals 1.0.
        case test(JSONPointer, JSONValue)
    }

    public var isEmpty: Bool { operations.isEmpty }
}

extension JSONPatch.Operation {
    /// The member `op` on the wire.
    public var name: String {
        switch self {
        case .add: "add"
        case .remove: "remove"
        case .replace: "replace"
        case .move: "move"
        case .copy: "copy"
        case .test: "test"
        }
    }

    /// The place that is changed or tested.
    public var path: JSONPointer {
        switch self {
        case .add(let path, _), .remove(let path), .replace(let path, _), .test(let path, _): path
        case .move(_, let path), .copy(_, let path): path
        }
    }

    /// The value it carries; nil for `remove`, `move` and `copy`.
    public var value: JSONValue? {
        switch self {
        case .add(_, let value), .replace(_, let value), .test(_, let value): value
        case .remove, .move, .copy: nil
        }
    }

    /// The place that `move` and `copy` take from.
    public var from: JSONPointer? {
        switch self {
        case .move(let from, _), .copy(let from, _): from
        case .add, .remove, .replace, .test: nil
        }
    }

    /// As RFC 6902 section 4 writes it.
    public var json: JSONValue {
        var object: JSONObject = ["op": .string(name)]
        if let from { object["from"] = .string(from.description) }
        object["path"] = .string(path.description)
        if let value { object["value"] = value }
        return .object(object)
    }
}

extension JSONPatch {
    /// As RFC 6902 section 3 writes it.
    public var json: JSONValue { .array(operations.map(\.json)) }
}

/// Why a patch cannot be read or applied.
public struct JSONPatchError: Error, Equatable, CustomStringConvertible {
    /// Which operation, from 0.
    public let operation: Int
    /// What is wrong with it, in one clause.
    public let message: String

    /// "operation 2: there is nothing at /a/b".
    public var description: String { "operation \(operation): \(message)" }
}
