import APISpec

/// Where the texts of a parameter are cut, before anything is decoded: an encoded comma belongs to its element.
extension ParameterDecoder {
    /// The elements of an array.
    func elementTexts(of texts: [Substring]) throws(Fault.Mistake) -> [Substring] {
        // Fields of one name are one list (RFC 9110 section 5.3).
        if place == .header { return texts.flatMap { $0.split(separator: ",").map(\.trimmed) } }
        if parameter.explode, place == .query { return texts }
        if parameter.explode, place == .cookie { return texts.flatMap { $0.split(on: "&\(name)=") } }
        guard texts.count == 1 else { throw mistake("type", "must be one list, was given \(texts.count) times") }
        if parameter.style == "matrix", parameter.explode {
            return try parts(of: texts[0], after: ";", cutAt: ";").map { part throws(Fault.Mistake) in
                try value(ofPart: part)
            }
        }
        let text = try bare(texts[0])
        if text.isEmpty { return [] }
        return separators.reduce([text]) { parts, separator in parts.flatMap { $0.split(on: separator) } }
    }

    /// The members of an object that stands in one text.
    func pairs(of texts: [Substring]) throws(Fault.Mistake) -> [(name: Substring, value: Substring)] {
        let text = place == .header ? texts.joined(separator: ",")[...] : try only(texts)
        let isMatrix = parameter.style == "matrix" && parameter.explode
        let parts =
            isMatrix
            ? try self.parts(of: text, after: ";", cutAt: ";")
            : separators.reduce([try bare(text)]) { parts, separator in parts.flatMap { $0.split(on: separator) } }
        let trimmed = place == .header ? parts.map(\.trimmed) : parts
        if trimmed == [""] { return [] }
        return parameter.explode ? try equations(trimmed) : try alternating(trimmed)
    }

    /// The pairs of the query, or the cookies, that are members of this parameter.
    func memberPairs(_ input: ParameterInput) -> [(name: Substring, value: Substring)] {
        let pairs = place == .query ? input.query.pairs.map { ($0.name[...], $0.value) } : Self.cookies(input)
        return pairs.filter { pair in
            let member = String(pair.0)
            return parameter.shape.describes(member) || (parameter.shape.isOpen && !claimed.contains(member))
        }
    }

    /// Cookies, and the pairs within one of them that form-style expansion writes with "&" (RFC 6570 section 3.2.8).
    private static func cookies(_ input: ParameterInput) -> [(Substring, Substring)] {
        input.headers.all("cookie").flatMap { $0.split(separator: ";") }.flatMap { $0.trimmed.split(separator: "&") }
            .compactMap { pair in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return halves.count == 2 ? (halves[0], halves[1]) : nil
            }
    }

    private var separators: [String] {
        switch (parameter.style, parameter.explode) {
        case ("spaceDelimited", _): ["%20", "+"]
        case ("pipeDelimited", _): ["|", "%7C", "%7c"]
        case ("label", true): ["."]
        default: [","]
        }
    }

    /// Without what its style puts before the value: "." of label, ";name=" of matrix.
    func bare(_ text: Substring) throws(Fault.Mistake) -> Substring {
        switch parameter.style {
        case "label" where place == .path:
            guard text.first == "." else { throw mistake("style", "must begin with \".\" (style label)") }
            return text.dropFirst()
        case "matrix" where place == .path:
            guard text.first == ";" else { throw mistake("style", "must begin with \";\(name)=\" (style matrix)") }
            return try value(ofPart: text.dropFirst())
        default: return text
        }
    }

    private func parts(
        of text: Substring, after prefix: Character, cutAt separator: String
    ) throws(Fault.Mistake) -> [Substring] {
        guard text.first == prefix else {
            throw mistake("style", "must begin with \"\(prefix)\" (style \(parameter.style))")
        }
        return text.dropFirst().split(on: separator)
    }

    /// The value of "name=value" of style matrix; a name alone has an empty one.
    private func value(ofPart part: Substring) throws(Fault.Mistake) -> Substring {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first, octets.decode(first) == name else {
            throw mistake("style", "must be written as \";\(name)=value\" (style matrix)")
        }
        return halves.count == 2 ? halves[1] : ""
    }

    /// "R=100", "G=200".
    private func equations(_ parts: [Substring]) throws(Fault.Mistake) -> [(name: Substring, value: Substring)] {
        try parts.map { part throws(Fault.Mistake) in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { throw mistake("style", "must be a list of members written name=value") }
            return (halves[0], halves[1])
        }
    }

    /// "R", "100", "G", "200".
    private func alternating(_ parts: [Substring]) throws(Fault.Mistake) -> [(name: Substring, value: Substring)] {
        guard parts.count.isMultiple(of: 2) else {
            throw mistake("style", "must be a list of names and values in turn, the last name has no value")
        }
        return stride(from: 0, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) }
    }
}

extension Substring {
    /// The parts between occurrences of a separator, empty ones included.
    func split(on separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }

    /// Without the spaces and tabs around it (OWS of RFC 9110 section 5.6.3).
    var trimmed: Substring { MediaText.trimmed(self) }
}
