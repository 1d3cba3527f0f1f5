extension ByteReader {
    /// A record was read; it is known if its type and value are ones this client understands.
    struct Found {
        let known: DNSRecord?
    }

    /// The next resource record, nil if the message is broken here.
    mutating func record() -> Found? {
        guard let name = name(), let type = short(), let family = short(), let life = long(), let length = short(),
            length <= bytes.count - offset
        else { return nil }
        let end = offset + length
        defer { offset = end }
        guard family == 1, let known = DNSType(rawValue: UInt16(type)) else { return Found(known: nil) }
        guard let value = value(of: known, end: end) else { return nil }
        return Found(known: DNSRecord(name: name, type: known, timeToLive: life, value: value))
    }

    private mutating func value(of type: DNSType, end: Int) -> DNSRecord.Value? {
        switch type {
        case .a: take(end - offset).flatMap { $0.count == 4 ? IPAddress(bytes: $0) : nil }.map { .address($0) }
        case .aaaa: take(end - offset).flatMap { $0.count == 16 ? IPAddress(bytes: $0) : nil }.map { .address($0) }
        case .ns, .cname: name().map { .name($0) }
        case .mx: mail()
        case .txt: text(end: end)
        case .caa: authorisation(end: end)
        case .soa: authority().map { .authority($0) }
        }
    }

    private mutating func mail() -> DNSRecord.Value? {
        guard let preference = short(), let exchange = name() else { return nil }
        return .mail(preference: preference, exchange: exchange)
    }

    /// The strings of a TXT record joined, as SPF (RFC 7208 section 3.3) and others read them.
    private mutating func text(end: Int) -> DNSRecord.Value? {
        var joined: [UInt8] = []
        while offset < end {
            guard let length = byte(), offset + length <= end, let part = take(length) else { return nil }
            joined += part
        }
        return .text(String(decoding: joined, as: UTF8.self))
    }

    /// RFC 8659 section 4.1.
    private mutating func authorisation(end: Int) -> DNSRecord.Value? {
        guard let flags = byte(), let length = byte(), length > 0, offset + length <= end, let tag = take(length),
            let value = take(end - offset)
        else { return nil }
        return .authorisation(
            flags: flags, tag: String(decoding: tag, as: UTF8.self).lowercased(),
            value: String(decoding: value, as: UTF8.self))
    }

    private mutating func authority() -> DNSAuthority? {
        guard let server = name(), let mailbox = name(), let serial = long(), let refresh = long(), let retry = long(),
            let expire = long(), let minimum = long()
        else { return nil }
        return DNSAuthority(
            server: server, mailbox: mailbox, serial: serial, refresh: refresh, retry: retry, expire: expire,
            minimum: minimum)
    }
}
