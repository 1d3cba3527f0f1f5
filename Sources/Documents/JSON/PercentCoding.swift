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
}
