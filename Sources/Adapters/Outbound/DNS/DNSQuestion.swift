/// The bytes of a query and the reading of its reply (RFC 1035 section 4).
struct DNSQuestion: Sendable, Equatable {
    let name: String
    let type: DNSType

    /// The query message, nil if the name cannot be written as labels.
    func query(id: UInt16) -> [UInt8]? {
        var bytes: [UInt8] = [UInt8(id >> 8), UInt8(truncatingIfNeeded: id), 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...63).contains(label.utf8.count) else { return nil }
            bytes.append(UInt8(label.utf8.count))
            bytes += label.utf8
        }
        guard bytes.count - 12 <= 254 else { return nil }
        return bytes + [0, UInt8(type.rawValue >> 8), UInt8(truncatingIfNeeded: type.rawValue), 0, 1]
    }

    enum Reply: Equatable {
        /// Not an answer to this question: another id, another question, or not a response. To be ignored.
        case foreign
        /// Too long for UDP: ask again over TCP.
        case truncated
        /// An answer to this question that cannot be read.
        case malformed
        case answer(DNSAnswer)
    }

    /// Reads a message that came back from the server that was asked.
    func reply(in bytes: [UInt8], id: UInt16) -> Reply {
        var reader = ByteReader(bytes: bytes)
        guard let replyID = reader.short(), replyID == Int(id), let flags = reader.short(), flags & 0x8000 != 0,
            reader.short() == 1, let answers = reader.short(), reader.take(4) != nil
        else { return .foreign }
        guard reader.name() == name.lowercased(), reader.short() == Int(type.rawValue), reader.short() == 1 else {
            return .foreign
        }
        if flags & 0x0200 != 0 { return .truncated }
        var records: [DNSRecord] = []
        for _ in 0..<answers {
            guard let record = reader.record() else { return .malformed }
            if let record = record.known { records.append(record) }
        }
        return .answer(DNSAnswer(outcome: Self.outcome(flags & 0xf), records: records))
    }

    private static func outcome(_ code: Int) -> DNSAnswer.Outcome {
        switch code {
        case 0: .found
        case 3: .noSuchName
        case 1: .failed("FORMERR")
        case 2: .failed("SERVFAIL")
        case 4: .failed("NOTIMP")
        case 5: .failed("REFUSED")
        default: .failed("RCODE \(code)")
        }
    }
}
