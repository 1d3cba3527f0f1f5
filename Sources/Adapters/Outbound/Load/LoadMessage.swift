import NIOCore
import NIOHTTP1

/// The request in the form in which it is sent over and over.
struct LoadMessage: Sendable {
    let head: HTTPRequestHead
    let body: ByteBuffer?

    init(_ request: WebRequest, _ url: WebURL) {
        var head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: url.target)
        head.headers.add(name: "Host", value: String(url.origin.dropFirst(url.scheme.rawValue.count + 3)))
        for header in request.headers { head.headers.add(name: header.name, value: header.value) }
        for (name, value) in Self.defaults where !head.headers.contains(name: name) {
            head.headers.add(name: name, value: value)
        }
        if !request.body.isEmpty || !Self.bodiless.contains(request.method) {
            head.headers.add(name: "Content-Length", value: "\(request.body.count)")
        }
        self.head = head
        body = request.body.isEmpty ? nil : ByteBuffer(bytes: request.body)
    }

    /// Compression is asked for because browsers do; nothing is ever decompressed here.
    private static let defaults = [("User-Agent", "amas"), ("Accept", "*/*"), ("Accept-Encoding", "gzip")]
    private static let bodiless: Set<String> = ["GET", "HEAD", "OPTIONS", "DELETE"]
}
