/// A strict RFC 8259 parser that says where and why a text is wrong.
///
/// Slower than simdjson, so it runs only on what simdjson refused: broken texts, and numbers beyond 64 bits.
struct JSONScanner {
    let source: UnsafeBufferPointer<UInt8>
    private let limits: JSONLimits
    var builder: DocumentBuilder
    var index = 0
    /// Whether each open container is an object.
    private var open: [Bool] = []

    init(_ source: UnsafeBufferPointer<UInt8>, limits: JSONLimits, file: String?) {
        self.source = source
        self.limits = limits
        builder = DocumentBuilder(file: file, source: source)
    }

    var byte: UInt8? { index < source.count ? source[index] : nil }

    /// Reads the whole text.
    mutating func scan() throws(JSONSyntaxError) -> Document {
        if source.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error("the text starts with a byte order mark, which JSON does not allow")
        }
        skipSpace()
        if byte == nil { throw error("the text is empty, expected a value") }
        repeat { try scanValue() } while try !closeContainers()
        skipSpace()
        if byte != nil { throw error("expected the end of the text, found \(found)") }
        return builder.finish()
    }

    /// Reads one scalar or opens one container, whose first element then is next.
    private mutating func scanValue() throws(JSONSyntaxError) {
        let start = index
        switch byte {
        case UInt8(ascii: "{"):
            builder.beginObject(at: start)
            try enter(isObject: true)
        case UInt8(ascii: "["):
            builder.beginArray(at: start)
            try enter(isObject: false)
        case UInt8(ascii: "\""): try scanString()
        case UInt8(ascii: "-"), .some(0x30...0x39): try scanNumber()
        default: try scanWord()
        }
        if builder.count > limits.nodes { throw Self.tooManyNodes(limits, at: start, in: source) }
    }

    private mutating func enter(isObject: Bool) throws(JSONSyntaxError) {
        guard builder.depth <= limits.depth else { throw Self.tooDeep(limits, at: index, in: source) }
        index += 1
        open.append(isObject)
    }

    /// Moves to the next value, closing what ends before it.
    ///
    /// True when the outermost value is complete.
    private mutating func closeContainers() throws(JSONSyntaxError) -> Bool {
        while let isObject = open.last {
            skipSpace()
            let isFresh = builder.isInnermostEmpty
            if byte == UInt8(ascii: isObject ? "}" : "]") {
                try close()
                continue
            }
            if !isFresh { try scanComma(isObject) }
            if isObject { try scanName() } else { try checkElement() }
            return false
        }
        return true
    }

    private mutating func close() throws(JSONSyntaxError) {
        index += 1
        open.removeLast()
        if let name = builder.end().first { throw Self.repeated(name, builder, in: source) }
    }

    private mutating func scanComma(_ isObject: Bool) throws(JSONSyntaxError) {
        guard byte == UInt8(ascii: ",") else {
            throw error("expected \",\" or \"\(isObject ? "}" : "]")\", found \(found)")
        }
        let comma = index
        index += 1
        skipSpace()
        guard byte != UInt8(ascii: isObject ? "}" : "]") else {
            throw error("a comma must be followed by another \(isObject ? "member" : "element")", at: comma)
        }
    }

    private func checkElement() throws(JSONSyntaxError) {
        if byte == nil { throw error("the text ends inside an array") }
    }

    private mutating func scanName() throws(JSONSyntaxError) {
        guard byte == UInt8(ascii: "\"") else {
            if byte == nil { throw error("the text ends inside an object") }
            throw error("expected a member name in double quotes, found \(found)")
        }
        try scanString()
        skipSpace()
        guard byte == UInt8(ascii: ":") else { throw error("expected \":\" after the member name, found \(found)") }
        index += 1
        skipSpace()
    }

    /// Space, tab, line feed, carriage return: nothing else (RFC 8259 section 2).
    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }
}
