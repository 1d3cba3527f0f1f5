extension DocumentBuilder {
    /// Appends a whole value.
    ///
    /// What JSON cannot express (NaN, infinity, a malformed decimal) becomes null.
    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: appendNull(at: nil)
        case .bool(let bool): append(bool, at: nil)
        case .integer(let integer): append(integer, at: nil)
        case .double(let double) where double.isFinite: append(numberText: double.description, at: nil)
        case .double: appendNull(at: nil)
        case .decimal(let text): append(numberText: text, at: nil)
        case .string(let string): append(string: string.utf8, at: nil)
        case .array(let elements):
            beginArray(at: nil)
            for element in elements { append(element) }
            end()
        case .object(let members):
            beginObject(at: nil)
            for member in members {
                append(string: member.key.utf8, at: nil)
                append(member.value)
            }
            end()
        }
    }

    /// Appends the number that `text` writes as RFC 8259 does, or null if it writes none.
    public mutating func append(numberText text: String, at position: Int?) {
        guard let form = NumberForm(text.utf8) else { return appendNull(at: position) }
        if form == .integer, let integer = Int(text) {
            append(integer, at: position, text: text == "-0" ? keep(Array("-0\0".utf8)) : nil)
        } else {
            let start = keep(Array(text.utf8) + [0])
            append(Double(text) ?? 0, at: position, text: start)
        }
    }
}
