import Testing

@testable import ConformanceSuite

@Suite struct WireTests {
    private func parse(_ text: String, isHead: Bool = false, atEnd: Bool = false) -> ResponseParser.Progress {
        var parser = ResponseParser(isHead: isHead)
        var progress = ResponseParser.Progress.needsMore
        // A byte at a time: the result must not depend on how the bytes were cut.
        for byte in text.utf8 { progress = parser.take([byte]) }
        return atEnd ? parser.end() : progress
    }

    @Test func readsALengthChunksAndTheEnd() throws {
        guard case .done(let one) = parse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX:  a \r\n\r\nhi") else {
            Issue.record("not done")
            return
        }
        #expect(one.status == 200 && one.body == Array("hi".utf8) && one["x"] == "a")
        guard case .done(let two) = parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
        else {
            Issue.record("not done")
            return
        }
        #expect(two.body == Array("abc".utf8))
        guard case .done(let three) = parse("HTTP/1.1 200 OK\r\n\r\nall", atEnd: true) else {
            Issue.record("not done")
            return
        }
        #expect(three.body == Array("all".utf8))
    }

    @Test func headAndInterimAnswersHaveNoBody() {
        guard case .done(let head) = parse("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", isHead: true) else {
            Issue.record("not done")
            return
        }
        #expect(head.body.isEmpty)
        guard case .done(let final) = parse("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n") else {
            Issue.record("not done")
            return
        }
        #expect(final.status == 204)
    }

    @Test(arguments: [
        "HTTP/2 200\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ]) func refusesWhatIsNoHTTP(text: String) {
        guard case .broken = parse(text) else {
            Issue.record("not broken")
            return
        }
    }

    @Test func sendsBytesAsTheyAre() {
        var request = RawRequest(method: "PUT", target: "/a", headers: [("X", "1"), ("X", "2")])
        request.body = [0xFF]
        #expect(
            request.bytes(host: "h") == Array(
                "PUT /a HTTP/1.1\r\nHost: h\r\nX: 1\r\nX: 2\r\nContent-Length: 1\r\n\r\n".utf8) + [0xFF])
    }

    @Test(arguments: [
        ("http://127.0.0.1:8000/api/v1", "127.0.0.1:8000"), ("http://example.com", "example.com"),
        ("http://[::1]:99", "[::1]:99"),
    ]) func readsAddresses(url: String, authority: String) {
        #expect(ServerAddress(url)?.authority == authority)
    }

    @Test(arguments: ["https://a", "a:1", "http://", "http://a:99999", "http://u@a"])
    func refusesOtherAddresses(url: String) {
        #expect(ServerAddress(url) == nil)
    }
}
