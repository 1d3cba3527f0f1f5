extension JSONScanner {
    func error(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(message, at: offset ?? index, in: source)
    }

    /// What stands at the current place, for messages.
    var found: String {
        guard let byte else { return "the end of the text" }
        switch byte {
        case UInt8(ascii: "\""): return "a string"
        case UInt8(ascii: "'"): return "a single quote"
        case 0x21...0x7E: return "\"\(Unicode.Scalar(byte))\""
        case 0..<0x20, 0x7F: return "the control character \(Self.codePoint(UInt32(byte)))"
        default:
            let scalar = String(decoding: source[index...].prefix(4), as: UTF8.self).unicodeScalars.first
            return scalar.map { $0 == "\u{FFFD}" ? "a byte that is not UTF-8" : Self.codePoint($0.value) } ?? "nothing"
        }
    }

    static func codePoint(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    static func tooDeep(
        _ limits: JSONLimits, at offset: Int, in source: UnsafeBufferPointer<UInt8>
    ) -> JSONSyntaxError {
        JSONSyntaxError("more than \(limits.depth) arrays and objects inside each other", at: offset, in: source)
    }

    static func tooManyNodes(
        _ limits: JSONLimits, at offset: Int, in source: UnsafeBufferPointer<UInt8>
    ) -> JSONSyntaxError {
        JSONSyntaxError("more than \(limits.nodes) values and member names", at: offset, in: source)
    }

    static func repeated(
        _ name: DocumentBuilder.RepeatedName, _ builder: DocumentBuilder, in source: UnsafeBufferPointer<UInt8>
    ) -> JSONSyntaxError {
        let text = JSONValue.string(builder.string(at: name.second)).jsonText
        let first = builder.position(of: name.first).map { SourceText.place(of: $0, in: source) }
        let place = first.map { ", first at line \($0.line), column \($0.column)" } ?? ""
        return JSONSyntaxError(
            "the member \(text) occurs twice in one object\(place)", at: builder.position(of: name.second) ?? 0,
            in: source)
    }
}
