import Outbound

/// Asks the servers of links on other hosts whether the links still lead somewhere: each once, a few at a time.
struct ExternalLinks {
    enum Verdict: Equatable {
        case alive
        /// Why not, to follow the URL in a sentence.
        case dead(reason: String, status: Int?)
        /// The egress policy did not let us ask.
        case refused
    }

    let egress: Egress
    let timeout: Duration
    private static let atOnce = 8

    /// The verdict on each URL; at most `limit` are asked, in their order.
    func verdicts(on urls: [String], limit: Int) async -> [String: Verdict] {
        var rest = urls.prefix(limit)[...]
        return await withTaskGroup(of: (String, Verdict).self) { group in
            for url in rest.prefix(Self.atOnce) { group.addTask { (url, await verdict(on: url)) } }
            rest = rest.dropFirst(Self.atOnce)
            var verdicts: [String: Verdict] = [:]
            while let (url, verdict) = await group.next() {
                verdicts[url] = verdict
                if let next = rest.popFirst() { group.addTask { (next, await self.verdict(on: next)) } }
            }
            return verdicts
        }
    }

    /// HEAD first; a server that does not like that gets a GET.
    private func verdict(on url: String) async -> Verdict {
        let first = await ask(url, "HEAD")
        guard case .dead(_, let status?) = first, ![404, 410].contains(status) else { return first }
        return await ask(url, "GET")
    }

    private func ask(_ url: String, _ method: String) async -> Verdict {
        var request = WebRequest(url: String(url.prefix { $0 != "#" }))
        request.method = method
        request.timeout = timeout
        request.bodyLimit = 1_024
        request.redirectLimit = 5
        do throws(EgressError) {
            let reply = try await egress.fetch(request)
            // What asks for a login or for less haste is there.
            let isThere = reply.status < 400 || [401, 403, 429].contains(reply.status)
            return isThere ? .alive : .dead(reason: "answers \(reply.status)", status: reply.status)
        } catch {
            if case .notAllowed = error { return .refused }
            return .dead(reason: "cannot be reached: \(error)", status: nil)
        }
    }
}
