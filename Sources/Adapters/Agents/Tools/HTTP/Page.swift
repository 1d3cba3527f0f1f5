import JSON
import Outbound

/// One web page as the header rules see it.
struct Page {
    let reply: WebReply
    /// Why the certificate was not accepted, nil if it was or there is none.
    let certificateProblem: String?
    /// Where a visitor who begins with plain HTTP is led, nil if that was not or could not be tried.
    let route: RedirectRoute?
    /// The reply to the same request from a foreign origin, for CORS; nil if it failed.
    let foreign: WebReply?
    let tags: [HTMLTags.Tag]

    init(reply: WebReply, certificateProblem: String?, route: RedirectRoute?, foreign: WebReply?) {
        self.reply = reply
        self.certificateProblem = certificateProblem
        self.route = route
        self.foreign = foreign
        tags = Self.isHTML(reply) ? HTMLTags.read(reply.body) : []
    }

    /// What the request for CORS claims to come from: a name that cannot exist (RFC 6761).
    static let foreignOrigin = "https://cors-probe.invalid"

    var isSecure: Bool { reply.url.scheme == .https }

    var isHTML: Bool { Self.isHTML(reply) }

    var location: String { "\(reply.url)" }

    /// The header's value, several joined by commas; nil if there is none.
    func header(_ name: String) -> String? {
        let values = reply.values(of: name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The contents of `<meta http-equiv="NAME">`.
    func meta(_ name: String) -> [String] {
        tags.filter { $0.name == "meta" && $0.attributes["http-equiv"]?.lowercased() == name }
            .compactMap { $0.attributes["content"] }
    }

    /// Evidence about one header: what it says, and under which circumstances it was read.
    func evidence(_ header: String, _ more: JSONObject = [:]) -> JSONValue {
        var object: JSONObject = [
            "header": .string(header), "value": JSONValue(self.header(header).map { String($0.prefix(2_048)) }),
            "status": .integer(reply.status),
        ]
        for (key, value) in more { object[key] = value }
        object["certificate"] = certificateProblem.map { .string("not verified: \($0)") }
        return .object(object)
    }

    private static func isHTML(_ reply: WebReply) -> Bool {
        let type = reply.values(of: "content-type").first?.prefix { $0 != ";" }.lowercased() ?? "text/html"
        return ["text/html", "application/xhtml+xml"].contains(type.filter { $0 != " " })
    }
}

/// The way from a plain HTTP URL over redirects.
struct RedirectRoute {
    /// The URLs in order, the one that began the way first, the last one that was named at the end.
    let stops: [WebURL]

    /// The way that led to `reply`; a redirect that was not followed any more counts as a stop too.
    init(to reply: WebReply) {
        var stops = reply.redirects.map(\.url) + [reply.url]
        if (300..<400).contains(reply.status), let location = reply.values(of: "location").first,
            let next = try? reply.url.resolving(location)
        {
            stops.append(next)
        }
        self.stops = stops
    }
}
