extension JSONPatch {
    /// The value after every operation; none is applied if one fails (RFC 6902 section 5).
    public func applied(to value: JSONValue) throws(JSONPatchError) -> JSONValue {
        var result = value
        for (index, operation) in operations.enumerated() {
            do throws(Misfit) { try result.apply(operation) } catch {
                throw JSONPatchError(operation: index, message: error.message)
            }
        }
        return result
    }
}

/// Why one operation does not fit the value.
private struct Misfit: Error {
    let message: String

    static func absent(_ place: JSONPointer) -> Misfit {
        Misfit(message: "there is nothing at \(place.tokens.isEmpty ? "the root" : place.description)")
    }
}

extension JSONValue {
    /// The value at a place, or nil.
    public func value(at place: JSONPointer) -> JSONValue? {
        var value = self
        for token in place.tokens {
            guard let next = value.child(token) else { return nil }
            value = next
        }
        return value
    }

    private func child(_ token: String) -> JSONValue? {
        switch self {
        case .object(let object): return object[token]
        case .array(let elements):
            guard let index = JSONPointer.index(token), elements.indices.contains(index) else { return nil }
            return elements[index]
        default: return nil
        }
    }

    fileprivate mutating func apply(_ operation: JSONPatch.Operation) throws(Misfit) {
        switch operation {
        case .add(let path, let value): try add(value, at: path)
        case .remove(let path): try remove(at: path)
        case .replace(let path, let value):
            guard self.value(at: path) != nil else { throw .absent(path) }
            try change(path.tokens[...]) { _ in value }
        case .move(let from, let path):
            // Section 4.4: a value cannot be moved into itself.
            if path.tokens.count > from.tokens.count, path.tokens.starts(with: from.tokens) {
                throw Misfit(message: "\(from) cannot be moved into itself")
            }
            guard let value = value(at: from) else { throw .absent(from) }
            if from == path { return }
            try remove(at: from)
            try add(value, at: path)
        case .copy(let from, let path):
            guard let value = value(at: from) else { throw .absent(from) }
            try add(value, at: path)
        case .test(let path, let value):
            guard let found = self.value(at: path) else { throw .absent(path) }
            guard Document(found).root.isEqual(to: Document(value).root) else {
                throw Misfit(message: "\(path.tokens.isEmpty ? "the root" : path.description) is another value")
            }
        }
    }

    private mutating func add(_ value: JSONValue, at path: JSONPointer) throws(Misfit) {
        guard let last = path.tokens.last else { return self = value }
        try change(path.tokens.dropLast()) { (parent) throws(Misfit) in
            switch parent {
            case .object(var object):
                object[last] = value
                return .object(object)
            case .array(var elements):
                guard let index = last == "-" ? elements.count : JSONPointer.index(last), index <= elements.count else {
                    throw Misfit(message: "\(path) is no place in an array of \(elements.count)")
                }
                elements.insert(value, at: index)
                return .array(elements)
            default: throw Misfit(message: "\(path) lies in a value that has no parts")
            }
        }
    }

    private mutating func remove(at path: JSONPointer) throws(Misfit) {
        guard let last = path.tokens.last else { throw Misfit(message: "the root cannot be removed") }
        guard value(at: path) != nil else { throw .absent(path) }
        try change(path.tokens.dropLast()) { parent in
            if case .array(var elements) = parent, let index = JSONPointer.index(last) {
                elements.remove(at: index)
                return .array(elements)
            }
            var parent = parent
            parent[last] = nil
            return parent
        }
    }

    /// Puts what `body` makes of the value at a place there.
    private mutating func change(
        _ tokens: ArraySlice<String>, _ body: (JSONValue) throws(Misfit) -> JSONValue
    ) throws(Misfit) {
        guard let token = tokens.first else {
            self = try body(self)
            return
        }
        guard var child = child(token) else { throw .absent(JSONPointer(tokens: Array(tokens))) }
        try child.change(tokens.dropFirst(), body)
        switch self {
        case .object(var object):
            self = .null  // so that the object is not copied to be changed
            object[token] = child
            self = .object(object)
        case .array(var elements):
            self = .null
            if let index = JSONPointer.index(token) { elements[index] = child }
            self = .array(elements)
        default: throw .absent(JSONPointer(tokens: Array(tokens)))
        }
    }
}

extension JSONPointer {
    /// An array index as RFC 6901 section 4 writes it: decimal digits without leading zeros.
    static func index(_ token: String) -> Int? {
        guard !token.isEmpty, token.utf8.allSatisfy(NumberForm.isDigit), token == "0" || !token.hasPrefix("0") else {
            return nil
        }
        return Int(token)
    }
}
