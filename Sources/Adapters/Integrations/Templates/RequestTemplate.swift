import JSON
import Outbound

/// The request that carries one event to a platform.
struct RequestTemplate: Sendable {
    struct Header: Sendable {
        var name: String
        var value: TemplateText
    }

    struct BasicAuth: Sendable {
        var username: TemplateText
        var password: TemplateText
    }

    var method: String
    var url: TemplateText
    var headers: [Header]
    var basic: BasicAuth?
    var body: Template?

    /// Whether something secret is sent along, so that only an encrypted connection will do.
    func carriesCredentials(in scope: JSONObject) -> Bool {
        basic != nil
            || headers.contains { header in
                header.value.paths.contains { $0.root == "credentials" && !$0.value(in: scope).isNull }
            }
    }

    /// The request in `scope`; a header that reads a missing value is left out.
    func render(in scope: JSONObject) -> WebRequest {
        var request = WebRequest(url: renderURL(in: scope))
        request.method = method
        request.body = body?.render(in: scope).jsonBytes ?? []
        for header in headers where header.value.paths.allSatisfy({ !$0.value(in: scope).isNull }) {
            request.headers.append(WebHeader(header.name, header.value.render(in: scope)))
        }
        if let basic {
            let pair = basic.username.render(in: scope) + ":" + basic.password.render(in: scope)
            request.headers.append(WebHeader("Authorization", "Basic \(Base64.text(Array(pair.utf8)))"))
        }
        if body != nil, !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            request.headers.append(WebHeader("Content-Type", "application/json"))
        }
        return request
    }

    /// A value that stands first is a URL of its own; others are parts of a path and percent-encoded.
    private func renderURL(in scope: JSONObject) -> String {
        url.pieces.enumerated().map { index, piece in
            switch piece {
            case .plain(let text): text
            case .path(let path) where index == 0: path.value(in: scope).plainText
            case .path(let path): PercentCoding.encoded(path.value(in: scope).plainText, keeping: "/")
            }
        }.joined()
    }
}
