import CSimdJSON

/// Turns simdjson's tape into ours.
///
/// simdjson keeps no places, but its list of structural offsets runs in step with its tape, so each node gets one;
/// strings without escapes and all number texts are then read from the source itself.
struct SimdJSONReader {
    private let source: UnsafeBufferPointer<UInt8>
    private let view: csimdjson_view
    private let limits: JSONLimits
    private var builder: DocumentBuilder
    private var nextStructural = 0

    /// The document, or nil if simdjson refuses the text, for whatever reason.
    static func read(
        _ source: UnsafeBufferPointer<UInt8>, limits: JSONLimits, file: String?
    ) throws(JSONSyntaxError) -> Document? {
        var view = csimdjson_view()
        let depth = min(limits.depth, 1024)
        guard source.first != 0xEF, csimdjson_parse(source.baseAddress, source.count, depth, &view) == 0
        else { return nil }
        var reader = SimdJSONReader(source: source, view: view, limits: limits, file: file)
        try reader.copyTape()
        return reader.builder.finish()
    }

    private init(source: UnsafeBufferPointer<UInt8>, view: csimdjson_view, limits: JSONLimits, file: String?) {
        self.source = source
        self.view = view
        self.limits = limits
        builder = DocumentBuilder(file: file, source: source, capacity: min(view.tape_count, limits.nodes))
    }

    private mutating func copyTape() throws(JSONSyntaxError) {
        var index = 1
        let rootEnd = view.tape_count - 1
        while index < rootEnd {
            let word = view.tape[index]
            let position = nextPosition()
            switch UInt8(word >> 56) {
            case UInt8(ascii: "\""): appendString(at: position, kept: Int(word & 0xFF_FFFF_FFFF_FFFF))
            case UInt8(ascii: "{"): try begin(.object, at: position)
            case UInt8(ascii: "["): try begin(.array, at: position)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): try end()
            case UInt8(ascii: "t"): builder.append(true, at: position)
            case UInt8(ascii: "f"): builder.append(false, at: position)
            case UInt8(ascii: "n"): builder.appendNull(at: position)
            case let kind:
                index += 1
                appendNumber(kind, view.tape[index], at: position)
            }
            if builder.count > limits.nodes { throw JSONScanner.tooManyNodes(limits, at: position, in: source) }
            index += 1
        }
    }

    /// The offset of the next structural that begins or ends a value.
    private mutating func nextPosition() -> Int {
        while nextStructural < view.structural_count {
            let position = Int(view.structurals[nextStructural])
            nextStructural += 1
            let byte = source[position]
            if byte != UInt8(ascii: ","), byte != UInt8(ascii: ":") { return position }
        }
        return source.count
    }

    private mutating func begin(_ kind: Node.Kind, at position: Int) throws(JSONSyntaxError) {
        if kind == .object { builder.beginObject(at: position) } else { builder.beginArray(at: position) }
        // simdjson does not count an empty container.
        guard builder.depth <= limits.depth else { throw JSONScanner.tooDeep(limits, at: position, in: source) }
    }

    private mutating func end() throws(JSONSyntaxError) {
        if let name = builder.end().first { throw JSONScanner.repeated(name, builder, in: source) }
    }

    private mutating func appendString(at position: Int, kept: Int) {
        let length = Int(UnsafeRawPointer(view.strings + kept).loadUnaligned(as: UInt32.self))
        let start = position + 1
        if source[start..<start + length].contains(UInt8(ascii: "\\")) {
            let unescaped = UnsafeBufferPointer(start: view.strings + kept + 4, count: length)
            builder.append(string: unescaped, at: position)
        } else {
            // Without a backslash the literal's first `length` bytes stand for themselves, so they are the string.
            builder.append(string: start..<start + length, at: position)
        }
    }

    private mutating func appendNumber(_ kind: UInt8, _ bits: UInt64, at position: Int) {
        switch kind {
        case UInt8(ascii: "l"):
            let value = Int(Int64(bitPattern: bits))
            let isNegativeZero = value == 0 && source[position] == UInt8(ascii: "-")
            builder.append(value, at: position, text: isNegativeZero ? position : nil)
        case UInt8(ascii: "u"): builder.append(Double(bits), at: position, text: position)
        default: builder.append(Double(bitPattern: bits), at: position, text: position)
        }
    }
}
