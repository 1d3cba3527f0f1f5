/// What the fields of one request say about where its body ends and what becomes of the connection.
///
/// RFC 9112 3.2 (Host), 6.1 and 6.3 (body length), 9.3 (persistence), RFC 9110 10.1.1 (Expect).
struct RequestFraming {
    var isHTTP10: Bool
    /// Announced length, 0 without a body, nil if the body comes in chunks.
    var contentLength: Int? = 0
    var isKeepAlive = false
    var isUpgrade = false
    var expectsContinue = false

    private var hosts = 0
    private var lengths = 0
    private var codings = 0
    private var hasUpgradeField = false
    private var connection: [String] = []

    /// Reads the fields in order; the first one that is wrong is the fault.
    init(_ fields: [(name: String, value: String)], isHTTP10: Bool) throws(TransportFault) {
        self.isHTTP10 = isHTTP10
        for field in fields { try read(field.name, field.value) }
        if hosts == 0 && !isHTTP10 { throw .malformed("the Host field is missing") }
        if lengths > 0 && codings > 0 { throw .malformed("Content-Length and Transfer-Encoding exclude each other") }
        let closes = connection.contains("close")
        isKeepAlive = !closes && (!isHTTP10 || connection.contains("keep-alive"))
        isUpgrade = hasUpgradeField && connection.contains("upgrade")
    }

    private mutating func read(_ name: String, _ value: String) throws(TransportFault) {
        switch name.utf8.count {
        case 4 where HeaderText.matches(name, "host"): try readHost(value)
        case 6 where HeaderText.matches(name, "expect"):
            expectsContinue = HeaderText.list(value).contains("100-continue")
        case 7 where HeaderText.matches(name, "upgrade"): hasUpgradeField = true
        case 10 where HeaderText.matches(name, "connection"): connection += HeaderText.list(value)
        case 14 where HeaderText.matches(name, "content-length"): try readLength(value)
        case 17 where HeaderText.matches(name, "transfer-encoding"): try readCoding(value)
        default: break
        }
    }

    private mutating func readHost(_ value: String) throws(TransportFault) {
        hosts += 1
        if hosts > 1 { throw .malformed("the Host field is given twice") }
        if value.isEmpty || !value.utf8.allSatisfy(RequestTarget.isAuthorityByte) {
            throw .malformed("the Host field holds no host")
        }
    }

    private mutating func readLength(_ value: String) throws(TransportFault) {
        lengths += 1
        if lengths > 1 { throw .malformed("Content-Length is given twice") }
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw .malformed("Content-Length is not a number")
        }
        contentLength = Int(value) ?? .max
    }

    private mutating func readCoding(_ value: String) throws(TransportFault) {
        codings += 1
        if isHTTP10 { throw .malformed("HTTP/1.0 has no Transfer-Encoding") }
        if codings > 1 || HeaderText.list(value) != ["chunked"] {
            throw .malformed("the only Transfer-Encoding understood is chunked")
        }
        contentLength = nil
    }
}
