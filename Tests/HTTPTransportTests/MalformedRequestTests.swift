import HTTPTransport
import NIOCore
import Testing

/// Every request RFC 9112 does not allow is answered once, in our words, and the connection closes.
@Suite struct MalformedRequestTests {
    static let host = "Host: a\r\n"

    static let table: [(sent: String, said: String)] = [
        ("GET / HTTP/1.1\r\n\r\n", "the Host field is missing"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "the Host field is given twice"),
        ("GET / HTTP/1.1\r\nHost:\r\n\r\n", "the Host field holds no host"),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "the Host field holds no host"),
        ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", "the Host field holds no host"),
        ("GET / HTTP/1.0\r\nHost: a\r\nhOST: b\r\n\r\n", "the Host field is given twice"),
        (
            "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
            "Transfer-Encoding is not understood, or a line does not end with CR LF"
        ),
        (
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
            "Content-Length is not a number"
        ),
        (
            "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
            "Content-Length is given twice or beside Transfer-Encoding"
        ),
        ("POST / HTTP/1.1\r\n\(host)Content-Length: 3, 3\r\n\r\nabc", "Content-Length is not a number"),
        ("POST / HTTP/1.1\r\n\(host)Content-Length: +3\r\n\r\nabc", "Content-Length is not a number"),
        ("POST / HTTP/1.1\r\n\(host)Content-Length: 0x3\r\n\r\nabc", "Content-Length is not a number"),
        ("POST / HTTP/1.1\r\n\(host)Content-Length: -3\r\n\r\nabc", "Content-Length is not a number"),
        (
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "the only Transfer-Encoding understood is chunked"
        ),
        (
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            "Transfer-Encoding is not understood, or a line does not end with CR LF"
        ),
        (
            "POST / HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.0 has no Transfer-Encoding"
        ),
        (
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "a chunk size is not a hexadecimal number"
        ),
        (
            "GET / HTTP/1.1\r\n\(host)A: b\r\n c\r\n\r\n",
            "a field name or value holds a character that is not allowed"
        ),
        ("GET / HTTP/1.1\r\n\(host)A : b\r\n\r\n", "a field name or value holds a character that is not allowed"),
        ("GET / HTTP/1.1\r\n\(host): b\r\n\r\n", "a field name or value holds a character that is not allowed"),
        (
            "GET / HTTP/1.1\r\n\(host)A: b\u{0}c\r\n\r\n",
            "a field name or value holds a character that is not allowed"
        ),
        ("GET / HTTP/1.1\n\(host)\r\n", "the request line does not end with HTTP/1.0 or HTTP/1.1"),
        (
            "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n",
            "Transfer-Encoding is not understood, or a line does not end with CR LF"
        ),
        ("GET / HTTP/1.1\r\nHost: a\rB: c\r\n\r\n", "a line does not end with CR LF"),
        ("GET / HTTP/2.0\r\n\(host)\r\n", "the request line does not end with HTTP/1.0 or HTTP/1.1"),
        ("GET / HTTP/1.2\r\n\(host)\r\n", "the request line does not end with HTTP/1.0 or HTTP/1.1"),
        ("GET /\r\n\r\n", "the request line does not end with HTTP/1.0 or HTTP/1.1"),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "the bytes are not an HTTP request"),
        ("BREW / HTTP/1.1\r\n\(host)\r\n", "the method is not known"),
        ("get / HTTP/1.1\r\n\(host)\r\n", "the method is not known"),
        ("GET /a b HTTP/1.1\r\n\(host)\r\n", "the bytes are not an HTTP request"),
        ("GET /#a HTTP/1.1\r\n\(host)\r\n", "the request target holds a character that must be percent-encoded"),
        ("GET /\u{e4} HTTP/1.1\r\n\(host)\r\n", "the request target holds a character that is not allowed"),
        ("GET * HTTP/1.1\r\n\(host)\r\n", "the request target is neither a path nor an http address"),
        ("GET ftp://a/ HTTP/1.1\r\n\(host)\r\n", "the request target is neither a path nor an http address"),
        ("GET http:///x HTTP/1.1\r\n\(host)\r\n", "the request target is neither a path nor an http address"),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "the method is not known"),
    ]

    @Test(arguments: table.indices) func isRefusedInOneSentenceAndClosed(row: Int) throws {
        let (sent, said) = Self.table[row]
        let wire = try Wire()
        let reply = wire.send(sent)
        #expect(reply == Wire.refusal("400 Bad Request", .malformed(said)), "\(sent.debugDescription)")
        #expect(!wire.isOpen)
    }

    @Test(arguments: table.indices) func nothingBehindItIsAnswered(row: Int) throws {
        let wire = try Wire()
        let reply = wire.send(Self.table[row].sent + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(reply.hasPrefix("HTTP/1.1 400 "))
        #expect(!reply.contains("smuggled"))
    }
}
