public import JSON

/// One change of a value that is otherwise as it was.
public struct Variant: Sendable {
    /// What is changed, such as "/priority".
    public var pointer: JSONPointer
    /// The keyword whose bound it stands at, or breaks.
    public var keyword: String
    /// In words, such as "11, above the maximum 10".
    public var what: String
    public var value: JSONValue
    /// The line of the keyword.
    public var location: SourceLocation?
}

extension JSONValue {
    /// A copy with the place changed; nil takes the place away.
    ///
    /// Objects on the way must be there.
    public func replacing(_ path: ArraySlice<String>, with value: JSONValue?) -> JSONValue? {
        guard let token = path.first else { return value }
        switch self {
        case .object(var object):
            let inner = object[token]
            if path.count == 1 {
                object[token] = value
            } else {
                guard let changed = inner?.replacing(path.dropFirst(), with: value) else { return self }
                object[token] = changed
            }
            return .object(object)
        case .array(var elements):
            guard let index = Int(token), elements.indices.contains(index) else { return self }
            if let changed = elements[index].replacing(path.dropFirst(), with: value) {
                elements[index] = changed
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        default: return self
        }
    }

    /// The value at the place.
    public func at(_ path: ArraySlice<String>) -> JSONValue? {
        guard let token = path.first else { return self }
        switch self {
        case .object(let object): return object[token]?.at(path.dropFirst())
        case .array(let elements):
            guard let index = Int(token), elements.indices.contains(index) else { return nil }
            return elements[index].at(path.dropFirst())
        default: return nil
        }
    }
}
