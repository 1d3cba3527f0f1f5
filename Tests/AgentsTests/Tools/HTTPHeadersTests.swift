import JSON
import Outbound
import Testing
import TestSupport

@testable import Agents

@Suite struct HTTPHeadersTests {
    /// The output for a page served over plain HTTP with these headers.
    private func judge(_ headers: [String], body: String = "<p>hi</p>", status: String = "200 OK") async throws
        -> JSONValue
    {
        let server = try LoopbackServer.http { _ in Lab.reply(status, headers, body: body) }
        defer { server.stop() }
        return try await HTTPHeaders().run(["url": .string("http://127.0.0.1:\(server.port)/")], in: Lab.context())
    }

    /// The output for a page served over HTTPS; the authority of its certificate is trusted, or not.
    private func judgeSecure(_ headers: [String], body: String = "<p>hi</p>", trusted: Bool = true) async throws
        -> JSONValue
    {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["IP:127.0.0.1"])
        let head = (["HTTP/1.0 200 OK", "Content-Type: text/html"] + headers).joined(separator: "\r\n")
        try openssl.write(head + "\r\n\r\n" + body, to: "page")
        let server = try openssl.serve("a", ["-HTTP"])
        defer { server.stop() }
        let roots = trusted ? try TrustStore(pem: openssl.text("a.pem")) : .system
        return try await HTTPHeaders().run(
            ["url": .string("https://127.0.0.1:\(server.port)/page")], in: Lab.context(roots: roots))
    }

    private func result(_ output: JSONValue, _ test: String) -> JSONValue? {
        output["tests"]?.arrayValue?.first { $0["test"]?.stringValue == test }
    }

    @Test func findsEveryMissingHeader() async throws {
        let output = try await judge([])
        #expect(
            output.rules == [
                "http.csp.missing", "http.redirect.missing", "http.x_frame_options.missing",
                "http.x_content_type_options.missing", "http.referrer_policy.missing", "http.corp.missing",
            ])
        #expect(output["score"] == 30)
        #expect(output["grade"] == "D")
        #expect(output["certificate_verified"] == JSONValue.null)
        #expect(
            result(output, "strict-transport-security")
                == ["test": "strict-transport-security", "result": "not-applicable", "points": 0])
        let csp = try #require(output.finding("http.csp.missing"))
        #expect(csp["severity"] == "medium")
        #expect(csp["location"] == output["url"])
        #expect(csp["evidence"]?["header"] == "content-security-policy")
        #expect(csp["evidence"]?["value"] == JSONValue.null)
    }

    private static let good = [
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
        "Strict-Transport-Security: max-age=31536000; includeSubDomains", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
        "Set-Cookie: session=1; Secure; HttpOnly; SameSite=Lax",
    ]

    @Test func findsNothingWrongWithAGoodPage() async throws {
        let output = try await judgeSecure(Self.good)
        #expect(output["findings"] == [])
        #expect(output["score"] == 135)
        #expect(output["grade"] == "A+")
        #expect(output["certificate_verified"] == true)
        #expect(output["certificate_problem"] == JSONValue.null)
    }

    @Test func readsAPageBehindABadCertificateAndSaysSo() async throws {
        let output = try await judgeSecure(Self.good, trusted: false)
        let reason = "its chain does not lead to a trusted root in its time"
        #expect(output.rules == ["http.hsts.invalid_certificate"])
        #expect(output["certificate_verified"] == false)
        #expect(output["certificate_problem"] == .string(reason))
        let evidence = output.finding("http.hsts.invalid_certificate")?["evidence"]
        #expect(evidence?["certificate"] == .string("not verified: \(reason)"))
        #expect(evidence?["value"] == "max-age=31536000; includeSubDomains")
        #expect(try await judgeSecure([], trusted: false).rules.contains("http.hsts.missing"))
    }

    @Test(arguments: [
        ("Strict-Transport-Security: max-age=600", "http.hsts.short"),
        ("Strict-Transport-Security: includeSubDomains", "http.hsts.invalid"),
        ("Strict-Transport-Security: max-age=abc", "http.hsts.invalid"),
        ("X-Frame-Options: ALLOWALL", "http.x_frame_options.invalid"),
        ("X-Content-Type-Options: sniff", "http.x_content_type_options.invalid"),
        ("Referrer-Policy: unsafe-url", "http.referrer_policy.unsafe"),
        ("Referrer-Policy: nonsense", "http.referrer_policy.invalid"),
        ("Cross-Origin-Resource-Policy: nobody", "http.corp.invalid"),
        ("Content-Security-Policy: default-src 'self'; script-src 'unsafe-inline'", "http.csp.unsafe_inline"),
        ("Content-Security-Policy: img-src 'self'; img-src 'self'", "http.csp.invalid"),
        ("Set-Cookie: JSESSIONID=1; HttpOnly; SameSite=Lax", "http.cookies.session_without_secure"),
        ("Set-Cookie: JSESSIONID=1; Secure; SameSite=Lax", "http.cookies.session_without_httponly"),
        ("Set-Cookie: a=1; SameSite=Lax", "http.cookies.without_secure"),
        ("Set-Cookie: a=1; Secure; SameSite=Maybe", "http.cookies.samesite_invalid"),
        ("Set-Cookie: csrftoken=1; Secure; HttpOnly", "http.cookies.anticsrf_without_samesite"),
    ])
    func findsFaultyHeaders(header: String, rule: String) async throws {
        #expect(try await judgeSecure([header]).rules.contains(rule))
    }

    @Test(arguments: [
        ("X-Frame-Options: SAMEORIGIN", "x-frame-options", "sameorigin", 0),
        ("X-Frame-Options: allow-from https://a.test", "x-frame-options", "allow-from", 0),
        ("Referrer-Policy: unsafe-url, strict-origin, future", "referrer-policy", "strict-origin", 5),
        ("Cross-Origin-Resource-Policy: cross-origin", "cross-origin-resource-policy", "cross-origin", 0),
        ("Set-Cookie: a=1; Secure", "cookies", "secure", 0),
        ("Access-Control-Allow-Origin: *", "cross-origin-resource-sharing", "public", 0),
        ("Access-Control-Allow-Origin: https://friend.test", "cross-origin-resource-sharing", "restricted", 0),
    ])
    func countsSoundHeaders(header: String, test: String, outcome: String, points: Int) async throws {
        let expected: JSONValue = ["test": .string(test), "result": .string(outcome), "points": .integer(points)]
        #expect(result(try await judge([header]), test) == expected)
    }

    @Test func cookiesCostLessWhereHSTSProtects() async throws {
        let output = try await judgeSecure(
            ["Strict-Transport-Security: max-age=31536000", "Set-Cookie: session=1; HttpOnly; SameSite=Lax"])
        #expect(result(output, "cookies")?["points"] == -10)
        #expect(
            output.finding("http.cookies.session_without_secure")?["title"]
                == "A login cookie is set without Secure, though HSTS keeps browsers on HTTPS")
        #expect(output.finding("http.cookies.session_without_secure")?["evidence"] == ["cookies": ["session"]])
    }

    @Test func findsReflectedOrigins() async throws {
        let server = try LoopbackServer.http { head in
            let origin = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("origin: ") }
            let value = origin.map { String($0.dropFirst(8)) } ?? "none"
            return Lab.reply(
                "200 OK", ["Access-Control-Allow-Origin: \(value)", "Access-Control-Allow-Credentials: true"])
        }
        defer { server.stop() }
        let output = try await HTTPHeaders().run(
            ["url": .string("http://127.0.0.1:\(server.port)/")], in: Lab.context())
        let finding = try #require(output.finding("http.cors.universal"))
        #expect(finding["severity"] == "high")
        #expect(finding["evidence"]?["value"] == "https://cors-probe.invalid")
        #expect(output["findings"]?.arrayValue?.first == finding)
    }

    @Test(
        arguments: [
            (#"<script src="/own.js"></script>"#, "own-scripts", 0, nil),
            (#"<script src="https://cdn.test/a.js" integrity="sha384-x"></script>"#, "foreign-scripts-checked", 5, nil),
            (#"<script src="https://cdn.test/a.js"></script>"#, "unchecked", -5, "http.sri.unchecked"),
            (
                #"<script src="http://cdn.test/a.js" integrity="sha384-x"></script>"#, "insecure", -20,
                "http.sri.insecure"
            ),
            (
                #"<script src="//cdn.test/a.js"></script>"#, "insecure-and-unchecked", -50,
                "http.sri.insecure_and_unchecked"
            ),
            ("<script>inline()</script>", "no-scripts", 0, nil),
        ] as [(String, String, Int, String?)])
    func judgesScripts(body: String, outcome: String, points: Int, rule: String?) async throws {
        let output = try await judgeSecure([], body: body)
        #expect(
            result(output, "subresource-integrity")
                == ["test": "subresource-integrity", "result": .string(outcome), "points": .integer(points)])
        #expect(output.rules.filter { $0.hasPrefix("http.sri") } == [rule].compactMap { $0 })
    }

    @Test func readsPoliciesInThePageToo() async throws {
        let body = """
            <meta http-equiv="Content-Security-Policy" content="default-src 'self'; frame-ancestors 'none'">
            <meta name="referrer" content="no-referrer">
            """
        let output = try await judge([], body: body)
        #expect(result(output, "content-security-policy")?["result"] == "no-unsafe")
        #expect(result(output, "referrer-policy")?["result"] == "no-referrer")
        #expect(output.rules.contains("http.x_frame_options.missing"))
    }

    @Test func judgesOnlyHTMLForScripts() async throws {
        let output = try await judge(["Content-Type: application/json"], body: #"{"a":"<script src=//b.test/x>"}"#)
        #expect(result(output, "subresource-integrity")?["result"] == "not-html")
    }

    @Test func followsTheWayFromPlainHTTP() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["IP:127.0.0.1"])
        try openssl.write("HTTP/1.0 200 OK\r\n\r\nhi", to: "page")
        let secure = try openssl.serve("a", ["-HTTP"])
        let plain = try LoopbackServer.http { head in
            if head.hasPrefix("GET /direct ") {
                return Lab.reply("301 Moved", ["Location: https://127.0.0.1:\(secure.port)/page"])
            }
            if head.hasPrefix("GET /late ") { return Lab.reply("301 Moved", ["Location: /direct"]) }
            if head.hasPrefix("GET /blocked ") { return Lab.reply("301 Moved", ["Location: https://10.0.0.1/"]) }
            return Lab.reply("301 Moved", ["Location: http://10.0.0.1/"])
        }
        defer {
            secure.stop()
            plain.stop()
        }
        let context = try Lab.context()
        for (path, outcome) in [
            ("direct", "to-https"), ("late", "not-at-once"), ("blocked", "off-host"), ("other", "not-to-https"),
        ] {
            let url: JSONValue = .string("http://127.0.0.1:\(plain.port)/\(path)")
            let output = try await HTTPHeaders().run(["url": url], in: context)
            #expect(result(output, "redirection")?["result"] == .string(outcome), "\(path)")
            let twin = try await HTTPHeaders().run(
                ["url": .string("https://127.0.0.1:\(secure.port)/page"), "http_url": url], in: context)
            #expect(result(twin, "redirection")?["result"] == .string(outcome), "\(path) beside https")
        }
    }
}
