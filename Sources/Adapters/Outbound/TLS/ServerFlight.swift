/// Reads what a server answers to a ClientHello, as far as it is not encrypted: ServerHello, Certificate, alerts.
struct ServerFlight {
    /// The answer that decides version and cipher.
    struct Hello: Equatable {
        let version: TLSProtocol
        let suite: CipherSuite
    }

    enum State: Equatable {
        /// More bytes are needed.
        case reading
        /// Everything of interest was read.
        case done
        /// The server refused, with this alert.
        case alert(UInt8)
        /// These bytes are not TLS.
        case foreign
    }

    private(set) var state = State.reading
    private(set) var hello: Hello?
    /// The server's certificates in DER, its own first; only versions before 1.3 show them here.
    private(set) var certificates: [[UInt8]] = []
    private var records: [UInt8] = []
    private var messages: [UInt8] = []
    /// The largest answer that is read: a long certificate chain fits many times.
    private static let limit = 128 * 1024

    mutating func feed(_ bytes: [UInt8]) {
        records += bytes
        while state == .reading, records.count >= 5 {
            let length = Int(records[3]) << 8 | Int(records[4])
            guard (20...24).contains(records[0]), records[1] == 3, length <= 18_432 else { state = .foreign; return }
            guard records.count >= 5 + length else { break }
            take(type: records[0], Array(records[5..<5 + length]))
            records.removeFirst(5 + length)
        }
        if state == .reading, records.count + messages.count > Self.limit { state = .foreign }
        if state == .reading, let first = records.first, !(20...24).contains(first) { state = .foreign }
    }

    private mutating func take(type: UInt8, _ content: [UInt8]) {
        switch type {
        case 22:
            messages += content
            readMessages()
        case 21 where hello == nil && content.count >= 2:
            // Level 1 is a warning, such as an unknown server name; the hello may still follow.
            if content[0] == 2 { state = .alert(content[1]) }
        default:
            // After the hello, encrypted records or an alert mean that nothing more can be read.
            if hello != nil { state = .done }
        }
    }

    private mutating func readMessages() {
        while state == .reading, messages.count >= 4 {
            let length = Int(messages[1]) << 16 | Int(messages[2]) << 8 | Int(messages[3])
            guard messages.count >= 4 + length else { return }
            read(type: messages[0], Array(messages[4..<4 + length]))
            messages.removeFirst(4 + length)
        }
    }

    private mutating func read(type: UInt8, _ body: [UInt8]) {
        switch type {
        case 2:
            hello = Self.hello(body)
            if hello == nil { state = .foreign }
            if hello?.version == .tls13 { state = .done }
        case 11:
            certificates = Self.certificates(body)
            state = .done
        // An anonymous cipher has no Certificate: the key exchange or the end of the hello comes at once.
        default: if hello != nil { state = .done }
        }
    }

    /// RFC 5246 section 7.4.1.3; TLS 1.3 names its version in an extension (RFC 8446 section 4.2.1).
    private static func hello(_ body: [UInt8]) -> Hello? {
        var reader = ByteReader(bytes: body)
        guard let legacy = reader.short(), reader.take(32) != nil, let session = reader.byte(),
            reader.take(session) != nil, let code = reader.short(), reader.byte() != nil
        else { return nil }
        var version = UInt16(legacy)
        _ = reader.short()
        while let type = reader.short(), let length = reader.short(), let content = reader.take(length) {
            guard type == 43, content.count == 2 else { continue }
            version = content.reduce(0) { $0 << 8 | UInt16($1) }
        }
        return TLSProtocol(rawValue: version).map { Hello(version: $0, suite: CipherSuite(code: UInt16(code))) }
    }

    private static func certificates(_ body: [UInt8]) -> [[UInt8]] {
        var reader = ByteReader(bytes: body, offset: 3)
        var chain: [[UInt8]] = []
        while chain.count < 16, let high = reader.byte(), let low = reader.short(),
            let der = reader.take(high << 16 | low)
        {
            chain.append(Array(der))
        }
        return chain
    }
}
