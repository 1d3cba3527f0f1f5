import FoundationEssentials
import JSON
import Outbound

/// Sends one HTTP request and tells what came back.
struct HTTPFetch: Tool {
    let name = "http.fetch"
    let description = "Sends one HTTP request, follows its redirects and gives status, headers, body and timings."
    let inputSchema = InputShape.object(
        [
            "url": InputShape.url,
            "method": [
                "enum": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], "default": "GET",
            ],
            "headers": [
                "type": "object", "maxProperties": 32, "additionalProperties": ["type": "string", "maxLength": 8_192],
            ],
            "body": ["type": "string", "maxLength": 1_048_576],
            "max_body_bytes": ["type": "integer", "minimum": 0, "maximum": 4_194_304, "default": 262_144],
            "max_redirects": ["type": "integer", "minimum": 0, "maximum": 10, "default": 3],
            "timeout_ms": InputShape.timeout(15_000, atMost: 60_000, "For the whole, redirects included."),
            "verify_certificate": [
                "type": "boolean", "default": true,
                "description": "False accepts every certificate; send nothing secret then.",
            ],
        ], required: ["url"])

    /// Gives `{url, status, ok, headers, set_cookie, body, body_base64?, body_bytes, truncated, redirects, address,
    /// timings: {resolve_ms, first_byte_ms, total_ms}}`.
    ///
    /// Header names are in lower case. A body that is not UTF-8 is null and stands under `body_base64` instead.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let reply = try await reported { () async throws(EgressError) in try await context.egress.fetch(request(input))
        }
        var output = reply.summary
        output["ok"] = .bool((200..<300).contains(reply.status))
        if let text = String(validating: reply.body, as: UTF8.self) {
            output["body"] = .string(text)
        } else {
            output["body"] = .null
            output["body_base64"] = .string(Data(reply.body).base64EncodedString())
        }
        output["body_bytes"] = .integer(reply.body.count)
        output["truncated"] = .bool(reply.isTruncated)
        return .object(output)
    }

    private func request(_ input: ToolInput) -> WebRequest {
        var request = WebRequest(url: input.text("url"))
        request.method = input["method"]?.stringValue ?? "GET"
        request.headers = (input["headers"]?.objectValue ?? [:]).compactMap { name, value in
            value.stringValue.map { WebHeader(name, $0) }
        }
        request.body = Array(input.text("body").utf8)
        request.bodyLimit = input.integer("max_body_bytes", or: 262_144)
        request.redirectLimit = input.integer("max_redirects", or: 3)
        request.timeout = input.duration("timeout_ms", or: .seconds(15))
        request.verifiesCertificate = input.flag("verify_certificate", or: true)
        return request
    }
}

extension WebReply {
    /// What every tool tells of a reply; the body is left to the tool.
    var summary: JSONObject {
        var fields = JSONObject()
        for header in headers where header.name.lowercased() != "set-cookie" {
            let name = header.name.lowercased()
            fields[name] = .string((fields[name]?.stringValue.map { $0 + ", " } ?? "") + header.value)
        }
        return [
            "url": .string("\(url)"), "status": .integer(status), "headers": .object(fields),
            "set_cookie": JSONValue(values(of: "set-cookie")), "redirects": .array(redirects.map(\.json)),
            "address": .string("\(endpoint)"), "timings": timings.json,
        ]
    }
}

extension WebRedirect {
    var json: JSONValue {
        ["url": .string("\(url)"), "status": .integer(status), "location": .string(location)]
    }
}

extension WebTimings {
    var json: JSONValue {
        [
            "resolve_ms": Self.milliseconds(resolve), "first_byte_ms": Self.milliseconds(firstByte),
            "total_ms": Self.milliseconds(total),
        ]
    }

    /// With one decimal.
    private static func milliseconds(_ duration: Duration) -> JSONValue {
        .double((duration / .microseconds(100)).rounded() / 10)
    }
}
