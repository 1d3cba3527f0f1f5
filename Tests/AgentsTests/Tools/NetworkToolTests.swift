import JSON
import Outbound
import Testing
import TestSupport

@testable import Agents

@Suite struct NetworkToolTests {
    @Test func looksUpRecords() async throws {
        let dns = try FakeDNS { query in
            switch query.type {
            case 1: [query.message([query.record([192, 0, 2, 1]), query.record([192, 0, 2, 2])])]
            case 15: [query.message([query.record([0, 10, 2, 109, 120, 0xc0, 12])])]
            case 257: [query.message([query.record([0, 5] + Array("issueca.test".utf8))])]
            case 16: [query.message(code: 2)]
            default: [query.message()]
            }
        }
        defer { dns.stop() }
        let output = try await DNSLookup().run(
            ["name": "A.test", "types": ["A", "AAAA", "MX", "CAA", "TXT"]], in: Lab.context(dns: dns))
        let expected: JSONValue = [
            "name": "a.test", "exists": true, "addresses": ["192.0.2.1", "192.0.2.2"],
            "records": [
                "A": ["192.0.2.1", "192.0.2.2"], "AAAA": [], "MX": [["preference": 10, "exchange": "mx.a.test"]],
                "CAA": [["flags": 0, "tag": "issue", "value": "ca.test"]], "TXT": [],
            ],
            "failures": ["TXT": "the DNS server answered SERVFAIL"],
        ]
        #expect(output == expected)
    }

    @Test func anAddressIsItsOwnAnswer() async throws {
        let output = try await DNSLookup().run(["name": "127.0.0.1", "types": ["A", "MX"]], in: Lab.context())
        let expected: JSONValue = [
            "name": "127.0.0.1", "exists": true, "addresses": ["127.0.0.1"], "records": ["A": [], "MX": []],
            "failures": [:],
        ]
        #expect(output == expected)
    }

    @Test func saysThatANameDoesNotExist() async throws {
        let dns = try FakeDNS.table([:])
        defer { dns.stop() }
        let output = try await DNSLookup().run(["name": "a.test"], in: Lab.context(dns: dns))
        #expect(output["exists"] == false)
        #expect(output["addresses"] == [])
    }

    @Test func failsWhenNoServerAnswers() async throws {
        let message = "a.test cannot be resolved: no DNS server is configured"
        await #expect(throws: ToolError(kind: .connection, message: message)) {
            try await DNSLookup().run(["name": "a.test"], in: Lab.context())
        }
    }

    @Test func scansAndReportsEachOpenPort() async throws {
        let web = try LoopbackServer.http { _ in Lab.reply() }
        let mail = try LoopbackServer { _, connection in
            connection.write(Array("220 hello\r\n".utf8))
            _ = connection.read()
        }
        let gone = try LoopbackServer.silent()
        gone.stop()
        defer {
            web.stop()
            mail.stop()
        }
        let ports: JSONValue = [.integer(web.port), .integer(mail.port), .integer(gone.port)]
        let output = try await TCPScan().run(
            ["host": "127.0.0.1", "ports": ports, "patience_ms": 400], in: Lab.context())
        let open: [JSONValue] = [
            ["number": .integer(web.port), "open": true, "tls": false, "http": true],
            ["number": .integer(mail.port), "open": true, "tls": false, "http": false, "banner": "220 hello"],
        ].sorted { ($0["number"]?.intValue ?? 0) < ($1["number"]?.intValue ?? 0) }
        #expect(output["host"] == "127.0.0.1")
        #expect(output["address"] == "127.0.0.1")
        #expect(output["open"] == .array(open))
        #expect(output["open_numbers"] == .array([web.port, mail.port].sorted().map { .integer($0) }))
        #expect(output["closed"] == [.integer(gone.port)])
        #expect(output["filtered"] == [])
        let finding = try #require(
            output["findings"]?.arrayValue?.first { $0["location"]?.stringValue == "127.0.0.1:\(web.port)" })
        #expect(output.rules == ["tcp.port.open", "tcp.port.open"])
        #expect(finding["severity"] == "info")
        #expect(finding["title"] == .string("Port \(web.port) is open and speaks HTTP"))
        #expect(finding["evidence"]?["http"] == true)
    }

    @Test func fetches() async throws {
        let server = try LoopbackServer.http { head in
            head.hasPrefix("POST /a ")
                ? Lab.reply("303 See Other", ["Location: /b"])
                : Lab.reply(
                    "404 Not Found", ["X-Two: a", "X-Two: b", "Set-Cookie: c=1", "Set-Cookie: d=2"], body: "né")
        }
        defer { server.stop() }
        let origin = "http://127.0.0.1:\(server.port)"
        let output = try await HTTPFetch().run(
            ["url": .string("\(origin)/a"), "method": "POST", "headers": ["X-A": "1"], "body": "x"], in: Lab.context())
        #expect(output["url"] == .string("\(origin)/b"))
        #expect(output["status"] == 404)
        #expect(output["ok"] == false)
        #expect(output["body"] == "né")
        #expect(output["body_bytes"] == 3)
        #expect(output["truncated"] == false)
        #expect(output["headers"]?["x-two"] == "a, b")
        #expect(output["set_cookie"] == ["c=1", "d=2"])
        #expect(output["redirects"] == [["url": .string("\(origin)/a"), "status": 303, "location": "/b"]])
        #expect(output["address"] == .string("127.0.0.1:\(server.port)"))
        #expect(output["timings"]?["total_ms"]?.doubleValue ?? -1 >= 0)
        #expect(server.requests[0].contains("X-A: 1"))
    }

    @Test func givesBinaryBodiesInBase64() async throws {
        let server = try LoopbackServer { _, connection in
            _ = connection.read()
            connection.write(
                Array("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n".utf8) + [0xff, 0, 1, 2])
        }
        defer { server.stop() }
        let output = try await HTTPFetch().run(
            ["url": .string("http://127.0.0.1:\(server.port)/"), "max_body_bytes": 3], in: Lab.context())
        #expect(output["body"] == JSONValue.null)
        #expect(output["body_base64"] == "/wAB")
        #expect(output["truncated"] == true)
    }
}
