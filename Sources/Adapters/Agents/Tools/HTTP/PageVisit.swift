import Outbound

/// Fetches what the header rules need to know of one page: at most four requests.
struct PageVisit {
    let egress: Egress
    let url: String
    let plainURL: String?
    let timeout: Duration

    func page() async throws(EgressError) -> Page {
        let start = try WebURL(url)
        let (reply, problem) = try await visit(start)
        return Page(
            reply: reply, certificateProblem: problem, route: try await route(from: start, reply),
            foreign: try await foreign(reply.url))
    }

    /// The page with its certificate verified; if that is not accepted, the page without verification, and why.
    private func visit(_ url: WebURL) async throws(EgressError) -> (WebReply, problem: String?) {
        do {
            return (try await egress.fetch(request(url, verified: true)), nil)
        } catch .certificate(_, let reason) {
            return (try await egress.fetch(request(url, verified: false)), reason)
        }
    }

    /// The way from plain HTTP: that of the page itself, else that of its twin on port 80 or at `plainURL`.
    private func route(from start: WebURL, _ reply: WebReply) async throws(EgressError) -> RedirectRoute? {
        if start.scheme == .http { return RedirectRoute(to: reply) }
        let twin: WebURL
        if let plainURL {
            twin = try WebURL(plainURL)
        } else if start.port == 443 {
            twin = start.changing(scheme: .http)
        } else {
            return nil
        }
        return try await unlessUnreachable { () async throws(EgressError) in
            RedirectRoute(to: try await egress.fetch(request(twin, verified: false)))
        }
    }

    private func foreign(_ url: WebURL) async throws(EgressError) -> WebReply? {
        var request = request(url, verified: false)
        request.headers.append(WebHeader("Origin", Page.foreignOrigin))
        request.redirectLimit = 0
        request.bodyLimit = 0
        return try await unlessUnreachable { () async throws(EgressError) in try await egress.fetch(request) }
    }

    /// Nil where a request that is not the main one fails; cancellation still ends everything.
    private func unlessUnreachable<R>(
        _ body: () async throws(EgressError) -> R
    ) async throws(EgressError) -> R? {
        do {
            return try await body()
        } catch .cancelled {
            throw .cancelled
        } catch {
            return nil
        }
    }

    private func request(_ url: WebURL, verified: Bool) -> WebRequest {
        var request = WebRequest(url: "\(url)")
        request.headers = [WebHeader("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")]
        request.timeout = timeout
        request.redirectLimit = 5
        request.bodyLimit = 524_288
        request.verifiesCertificate = verified
        request.stopsAtFailedRedirect = true
        return request
    }
}
