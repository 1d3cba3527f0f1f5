/// Writes JSON text, compact, as UTF-8.
enum JSONWriter {
    /// Writes `text` (valid UTF-8) as a string literal: only what RFC 8259 section 7 requires is escaped.
    static func write(string text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var start = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            output.append(contentsOf: text[start..<index])
            start = index + 1
            writeEscape(of: byte, to: &output)
        }
        output.append(contentsOf: text[start...])
        output.append(UInt8(ascii: "\""))
    }

    static func write(string text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { write(string: $0, to: &output) }
    }

    private static func writeEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\n"): output.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): output.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): output.append(UInt8(ascii: "t"))
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0..<0x20:
            output.append(contentsOf: "u00".utf8)
            output.append(byte >> 4 + 0x30)
            output.append(byte & 15 < 10 ? byte & 15 + 0x30 : byte & 15 + 0x57)
        default: output.append(byte)
        }
    }
}
