import Crypto
import JSON

/// What tells two requests apart that come with one idempotency key.
enum Fingerprint {
    /// SHA-256 of operation and body, in hexadecimal; the order of members and the spaces between them do not count.
    static func of(_ operation: String, _ body: JSONValue) -> String {
        hex("\(operation)\n\(canonical(body).jsonText)".utf8)
    }

    /// SHA-256 of some bytes, in hexadecimal.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Array(bytes))
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func canonical(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map(canonical))
        case .object(let object):
            .object(JSONObject(object.sorted { $0.key < $1.key }.map { ($0.key, canonical($0.value)) }))
        default: value
        }
    }
}
