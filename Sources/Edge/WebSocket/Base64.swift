/// Base64 with padding (RFC 4648 4), as strict as the handshake needs it.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether the text is the one way to write 16 bytes: 22 digits, the last with four zero bits, and "==".
    static func isSixteenBytes(_ text: String) -> Bool {
        let digits = Array(text.utf8)
        guard digits.count == 24, text.hasSuffix("==") else { return false }
        let values = digits.prefix(22).map { alphabet.firstIndex(of: $0) }
        guard let last = values.last, let last else { return false }
        return values.allSatisfy { $0 != nil } && last % 16 == 0
    }
}
