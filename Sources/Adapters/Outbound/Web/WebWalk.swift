/// Follows one request over its redirects; every hop is checked by the policy before anything is sent.
struct WebWalk: Sendable {
    let egress: Egress
    let start: ContinuousClock.Instant = .now
    var request: WebRequest
    var url: WebURL
    var redirects: [WebRedirect] = []

    init(egress: Egress, request: WebRequest) throws(EgressError) {
        self.egress = egress
        self.request = request
        if let trace = egress.trace, !request.headers.contains(where: { $0.name.lowercased() == "traceparent" }) {
            self.request.headers.append(WebHeader("traceparent", trace))
        }
        url = try WebURL(request.url)
    }

    mutating func run() async throws(EgressError) -> WebReply {
        var reply = try await hop()
        while let location = Self.redirection(reply) {
            do throws(EgressError) {
                var next = self
                try next.follow(location, from: reply)
                reply = try await next.hop()
                self = next
            } catch {
                if request.stopsAtFailedRedirect, Self.endsWalk(error) { return reply }
                guard case .notAllowed(let target, let reason) = error else { throw error }
                throw .notAllowed(target: target, reason: "\(url.origin) redirects there, and \(reason)")
            }
        }
        return reply
    }

    /// Sends the request to the first address of the current URL that takes a connection.
    private func hop() async throws(EgressError) -> WebReply {
        let begin = ContinuousClock.now
        let target = try await egress.check(url.host, ports: [url.port], shown: nil)[0]
        let resolved = ContinuousClock.now - begin
        var failure = EgressError.resolution(name: "\(target)", reason: "it has no address")
        for endpoint in target.endpoints.prefix(4) {
            do throws(EgressError) {
                let hop = try await send(to: endpoint, target)
                return reply(hop, endpoint, resolved: resolved)
            } catch {
                guard case .connection = error else { throw error }
                failure = error
            }
        }
        throw failure
    }

    private func send(to endpoint: Endpoint, _ target: CheckedTarget) async throws(EgressError) -> WebFetch.Hop {
        let fetch = WebFetch(request: request, url: url, endpoint: endpoint, roots: egress.roots)
        return try await mapped("\(target)", limit: request.timeout) {
            try await egress.dialer.slots.withSlot { try await fetch.run() }
        }
    }

    private func reply(_ hop: WebFetch.Hop, _ endpoint: Endpoint, resolved: Duration) -> WebReply {
        WebReply(
            url: url, status: hop.status, headers: hop.headers, body: hop.body, isTruncated: hop.isTruncated,
            redirects: redirects, endpoint: endpoint,
            timings: WebTimings(resolve: resolved, firstByte: hop.firstByte, total: ContinuousClock.now - start))
    }

    /// Takes the next URL, or throws why it may not be taken.
    private mutating func follow(_ location: String, from reply: WebReply) throws(EgressError) {
        let next = try url.resolving(location)
        guard redirects.count < min(max(request.redirectLimit, 0), 10) else {
            throw .notAllowed(target: "\(next)", reason: "it is redirect number \(redirects.count + 1)")
        }
        if url.scheme == .https, next.scheme == .http {
            throw .notAllowed(target: "\(next)", reason: "it is a redirect from https to http")
        }
        redirects.append(WebRedirect(url: url, status: reply.status, location: location))
        carryOver(status: reply.status, to: next)
        url = next
    }

    /// What the next request still has of this one (RFC 9110 section 15.4): secrets stay with their origin.
    private mutating func carryOver(status: Int, to next: WebURL) {
        if status == 303 && request.method != "HEAD" || [301, 302].contains(status) && request.method == "POST" {
            request.method = "GET"
            request.body = []
            request.headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
        }
        guard next.origin != url.origin else { return }
        let secrets = ["authorization", "cookie", "proxy-authorization"]
        request.headers.removeAll { secrets.contains($0.name.lowercased()) }
    }

    private static func redirection(_ reply: WebReply) -> String? {
        [301, 302, 303, 307, 308].contains(reply.status) ? reply.values(of: "location").first : nil
    }

    private static func endsWalk(_ error: EgressError) -> Bool {
        switch error {
        case .timeout, .cancelled, .closed: false
        default: true
        }
    }
}
