import Testing

@testable import Outbound

@Suite struct WebURLTests {
    @Test(arguments: [
        ("http://example.com", "http://example.com/"),
        ("HTTPS://Example.COM:443/a?b#c", "https://example.com/a?b"),
        ("http://example.com:8080?x=1", "http://example.com:8080/?x=1"),
        ("http://[::1]:81/", "http://[::1]:81/"),
        ("http://[0:0::1]/", "http://[::1]/"),
        ("https://example.com/ü<>{}|^`\"", "https://example.com/%C3%BC%3C%3E%7B%7D%7C%5E%60%22"),
        ("https://example.com/100%/%41%zz", "https://example.com/100%25/%41%25zz"),
    ])
    func readsAndPrints(text: String, canonical: String) throws {
        #expect(try WebURL(text).description == canonical)
    }

    @Test(arguments: [
        "", "example.com", "//example.com", "ftp://example.com/", "file:///etc/passwd", "http:/example.com",
        "http:example.com", "http://", "http:///x", "http://user@example.com/", "http://a:b@example.com/",
        "http://example.com:0/", "http://example.com:65536/", "http://example.com:/", "http://example.com:8a/",
        "http://example.com\\@127.0.0.1/", "http://exa mple.com/", "http://example.com/\r\nHost: x", "http://[::1/",
        "http://::1/", "http://127.1/", "http://example.com%2f@127.0.0.1/", "http+unix://%2Ftmp%2Fx/", "unix:///tmp/x",
        "http://[fe80::1%25eth0]/", "http://example.com./", "http://①②⑦.0.0.1/",
    ])
    func refuses(text: String) {
        #expect(throws: EgressError.self) { try WebURL(text) }
    }

    @Test(arguments: [
        ("https://b.test/x", "https://b.test/x"),
        ("//b.test/x", "http://b.test/x"),
        ("/x?y", "http://a.test:81/x?y"),
        ("?y", "http://a.test:81/p/q?y"),
        ("x", "http://a.test:81/p/x"),
        ("../x", "http://a.test:81/x"),
        ("./", "http://a.test:81/p/"),
        ("../../../..", "http://a.test:81/"),
        ("#top", "http://a.test:81/p/q?r"),
        ("/redirect?to=http://c.test/", "http://a.test:81/redirect?to=http://c.test/"),
    ])
    func resolvesReferences(reference: String, result: String) throws {
        #expect(try WebURL("http://a.test:81/p/q?r").resolving(reference).description == result)
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "http:x", "file:///etc/passwd"])
    func refusesReferencesOfOtherKinds(reference: String) throws {
        let url = try WebURL("http://a.test/")
        #expect(throws: EgressError.self) { try url.resolving(reference) }
    }
}
