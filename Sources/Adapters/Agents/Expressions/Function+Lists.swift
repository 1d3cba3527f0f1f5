import JSON

extension Function {
    /// Characters of a text, elements of a list, members of an object; 0 for null.
    func length(of value: JSONValue) throws(EvaluationError) -> JSONValue {
        switch value {
        case .null: 0
        case .string(let text): .integer(text.unicodeScalars.count)
        case .array(let elements): .integer(elements.count)
        case .object(let object): .integer(object.count)
        default: throw wrong(value, wanted: "a text, a list or an object")
        }
    }

    /// Whether a text holds a text, a list an element, an object a member of this name; null holds nothing.
    func holds(_ value: JSONValue, _ part: JSONValue) throws(EvaluationError) -> Bool {
        switch value {
        case .null: return false
        case .string(let text): return text.holds(try self.text(part))
        case .array(let elements): return elements.contains { $0.isSame(as: part) }
        case .object(let object): return object[try text(part)] != nil
        default: throw wrong(value, wanted: "a text, a list or an object")
        }
    }

    /// The member `name` of each element; elements without it, and nulls, are left out.
    func pluck(_ name: String, from list: [JSONValue]) throws(EvaluationError) -> [JSONValue] {
        var output: [JSONValue] = []
        for element in list {
            if let value = try object(element)[name], !value.isNull { output.append(value) }
        }
        return output
    }

    /// One list of what the inner lists hold; nulls are left out, other elements stay.
    func flat(_ list: [JSONValue]) throws(EvaluationError) -> [JSONValue] {
        list.flatMap { element -> [JSONValue] in
            switch element {
            case .null: []
            case .array(let inner): inner
            default: [element]
            }
        }
    }
}

extension String {
    /// Whether `part` stands somewhere in this text, scalar by scalar.
    fileprivate func holds(_ part: String) -> Bool {
        let (whole, wanted) = (Array(utf8), Array(part.utf8))
        guard wanted.count <= whole.count else { return false }
        return (0...(whole.count - wanted.count)).contains { whole[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
