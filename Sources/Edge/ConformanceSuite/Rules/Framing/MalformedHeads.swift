/// Requests that RFC 9112 does not allow, each with what is wrong; a reader that forgives one may find another request
/// in it than the proxy before it.
enum MalformedHeads {
    /// What is wrong, and the bytes, to which another request is added.
    static func all(host: String, target: String) -> [(String, [UInt8])] {
        let start = "GET \(target) HTTP/1.1\r\nHost: \(host)\r\n"
        let post = "POST \(target) HTTP/1.1\r\nHost: \(host)\r\nContent-Type: application/json\r\n"
        return (fields(start) + hosts(target, host) + lines(target, host) + lengths(post) + chunks(post))
            .map { ($0.0, Array($0.1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })) }
    }

    private static func fields(_ start: String) -> [(String, String)] {
        [
            ("a space before the colon", "\(start)X-Zz : 1\r\n\r\n"),
            ("a tab before the colon", "\(start)X-Zz\t: 1\r\n\r\n"),
            ("a folded line", "\(start)X-Zz: 1\r\n 2\r\n\r\n"),
            ("a folded line with a tab", "\(start)X-Zz: 1\r\n\t2\r\n\r\n"),
            ("a space before the first field", "GET\(start.dropFirst(3).replacing("\r\nHost", with: "\r\n Host"))\r\n"),
            ("a field without a colon", "\(start)X-Zz\r\n\r\n"), ("a field without a name", "\(start): 1\r\n\r\n"),
            ("a zero in a value", "\(start)X-Zz: a\u{0}b\r\n\r\n"),
            ("a zero in a name", "\(start)X-\u{0}Zz: 1\r\n\r\n"),
            ("a carriage return in a value", "\(start)X-Zz: a\rb\r\n\r\n"),
            ("a bracket in a name", "\(start)X(Zz): 1\r\n\r\n"),
            ("a space in a name", "\(start)X Zz: 1\r\n\r\n"),
            ("a control character in a value", "\(start)X-Zz: a\u{8}b\r\n\r\n"),
        ]
    }

    private static func hosts(_ target: String, _ host: String) -> [(String, String)] {
        let line = "GET \(target) HTTP/1.1\r\n"
        return [
            ("no Host", "\(line)\r\n"), ("two Host fields", "\(line)Host: \(host)\r\nHost: \(host)\r\n\r\n"),
            ("two different Host fields", "\(line)Host: \(host)\r\nhost: zz.example\r\n\r\n"),
            ("a path in Host", "\(line)Host: \(host)/zz\r\n\r\n"),
            ("a user in Host", "\(line)Host: zz@\(host)\r\n\r\n"),
            ("a space in Host", "\(line)Host: a b\r\n\r\n"),
            ("two names in Host", "\(line)Host: \(host), zz.example\r\n\r\n"),
        ]
    }

    private static func lines(_ target: String, _ host: String) -> [(String, String)] {
        let rest = "\r\nHost: \(host)\r\n\r\n"
        return [
            ("no version", "GET \(target)\(rest)"), ("the version HTTP/1.2.3", "GET \(target) HTTP/1.2.3\(rest)"),
            ("a version in small letters", "GET \(target) http/1.1\(rest)"),
            ("a word as version", "GET \(target) ZZ/1.1\(rest)"),
            ("a space in the target", "GET \(target) zz HTTP/1.1\(rest)"),
            ("a tab in the request line", "GET\t\(target) HTTP/1.1\(rest)"), ("no target", "GET HTTP/1.1\(rest)"),
            ("a method with a bracket", "G(T \(target) HTTP/1.1\(rest)"),
            ("a target that is no path", "GET zz HTTP/1.1\(rest)"),
            ("a zero in the target", "GET \(target)\u{0} HTTP/1.1\(rest)"),
            ("a byte above 127 in the target", "GET \(target)\u{E9} HTTP/1.1\(rest)"),
        ]
    }

    private static func lengths(_ post: String) -> [(String, String)] {
        [
            (
                "Content-Length beside Transfer-Encoding",
                "\(post)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            ),
            (
                "Transfer-Encoding beside Content-Length",
                "\(post)Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
            ),
            ("two Content-Length fields", "\(post)Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}"),
            ("a list as Content-Length", "\(post)Content-Length: 2, 4\r\n\r\n{}"),
            ("a sign before Content-Length", "\(post)Content-Length: +2\r\n\r\n{}"),
            ("a negative Content-Length", "\(post)Content-Length: -2\r\n\r\n{}"),
            ("a hexadecimal Content-Length", "\(post)Content-Length: 0x2\r\n\r\n{}"),
            ("a Content-Length of words", "\(post)Content-Length: two\r\n\r\n{}"),
            ("an empty Content-Length", "\(post)Content-Length:\r\n\r\n{}"),
            ("a Content-Length with a space in it", "\(post)Content-Length: 2 0\r\n\r\n{}"),
            ("a Content-Length above 64 bits", "\(post)Content-Length: 18446744073709551618\r\n\r\n{}"),
        ]
    }

    private static func chunks(_ post: String) -> [(String, String)] {
        let chunked = "\(post)Transfer-Encoding: chunked\r\n\r\n"
        return [
            ("a Transfer-Encoding that there is not", "\(post)Transfer-Encoding: zz\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
            ("chunked not last", "\(post)Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
            ("chunked twice", "\(post)Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
            (
                "two Transfer-Encoding fields",
                "\(post)Transfer-Encoding: chunked\r\nTransfer-Encoding: zz\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            ),
            ("a chunk size of words", "\(chunked)zz\r\n{}\r\n0\r\n\r\n"),
            ("a negative chunk size", "\(chunked)-2\r\n{}\r\n0\r\n\r\n"),
            ("a chunk size with 0x", "\(chunked)0x2\r\n{}\r\n0\r\n\r\n"),
            ("an empty chunk size", "\(chunked)\r\n{}\r\n0\r\n\r\n"),
            ("a chunk size above 64 bits", "\(chunked)10000000000000002\r\n{}\r\n0\r\n\r\n"),
            ("a chunk longer than its size", "\(chunked)1\r\n{}\r\n0\r\n\r\n"),
        ]
    }
}
