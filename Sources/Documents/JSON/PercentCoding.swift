/// Percent-encoding (RFC 3986 section 2.1).
package enum PercentCoding {
    /// The bytes that `text` stands for; nil if an escape is broken.
    package static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                output.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(HexDigit.value), let low = rest.popFirst().flatMap(HexDigit.value)
            else { return nil }
            output.append(UInt8(high << 4 | low))
        }
        return output
    }

    /// `text` with every octet but the unreserved characters (section 2.3), and those of `kept`, as "%" and two digits.
    package static func encoded(_ text: String, keeping kept: String = "") -> String {
        var output = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                output.unicodeScalars.append(Unicode.Scalar(byte))
            case _ where kept.utf8.contains(byte): output.unicodeScalars.append(Unicode.Scalar(byte))
            default: output += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return output
    }
}
