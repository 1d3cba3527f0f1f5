import JSON

/// Asking again for what was found, before it is reported: what does not come again is told as such.
extension Run {
    /// More findings than a person reads are not asked for again.
    private static let limit = 200
    private static let patience: Int64 = 60_000_000_000

    /// Every finding that has not been asked for again yet.
    func askAgain() async throws(Abort) {
        let end = clock() + Self.patience
        for finding in ledger.findings {
            guard let reproduction = finding.reproduction, recurrences[finding.fingerprint] == nil else { continue }
            let isTooMuch = recurrences.count >= Self.limit || clock() > end
            recurrences[finding.fingerprint] =
                isTooMuch ? .untried("there are too many findings") : try await recurrence(of: finding, reproduction)
        }
    }

    /// With what became of it when it was asked for again, and its script.
    func completed(_ finding: Finding) -> Finding {
        guard finding.reproduction != nil else { return finding }
        var finding = finding
        finding.recurrence = recurrences[finding.fingerprint] ?? .untried("the run did not come that far")
        return finding
    }

    /// The script that shows a finding again.
    func script(of finding: Finding, _ rules: [Rule]) -> String {
        ReproductionScript(
            finding: finding, title: rules.first { $0.id == finding.rule }?.title ?? "", address: address,
            login: spec.login, tokens: tokens, secrets: headers.map { ($0.value, $0.name.variable) }
        ).text
    }

    private func recurrence(of finding: Finding, _ reproduction: Reproduction) async throws(Abort) -> Finding.Recurrence
    {
        // Judged into a ledger of its own: only the finding itself counts.
        let kept = ledger
        (ledger, isAskingAgain) = (Ledger(), true)
        defer { (ledger, isAskingAgain) = (kept, false) }
        var ids: [(old: String, new: String)] = []
        for step in reproduction.preparation {
            let ask = Ask(
                operation: operation(of: step.request), request: renewed(step.request, ids),
                attempt: "to ask again", identity: identity(of: step.request))
            guard let response = try await send(ask), 200..<300 ~= response.status else {
                return .untried("what it is about could not be made again")
            }
            guard let old = step.made else { continue }
            guard let new = response.id(step.source) else { return .untried("what was made has no id") }
            keep(new, step.request, response)
            ids.append((old, new))
        }
        var ask = reproduction.ask
        ask.request = renewed(ask.request, ids)
        guard let response = try await send(ask) else { return .gone("no HTTP") }
        let isSame = response.status == reproduction.status && response.errorCode == reproduction.code
        // What a watch has found may lie in any part of the answer, so the watch is asked itself.
        let isWatched = watches.contains { $0.rule.id == finding.rule }
        return (isWatched ? ledger.hasFinding(finding.rule) : isSame) ? .again : .gone(response.summary)
    }

    /// With the ids and tokens of now.
    private func renewed(_ request: RawRequest, _ ids: [(old: String, new: String)]) -> RawRequest {
        var request = request.renewed(String(String(100_000_000 + clock() / 1_000 % 100_000_000).suffix(8)))
        for (old, new) in ids { request = request.replacing(old, by: new) }
        for (token, name) in tokens where request.usesToken(token) {
            guard let identity = identities.first(where: { $0.user.username == name }) else { continue }
            request = request.replacing(token, by: identity.token)
        }
        return request
    }

    private func identity(of request: RawRequest) -> Identity? {
        let name = tokens.first { request.usesToken($0.key) }?.value
        return identities.first { $0.user.username == name }
    }

    private func operation(of request: RawRequest) -> JudgedOperation? {
        operation(request.method, at: String(request.target.prefix { $0 != "?" }))
    }

    /// Is cleaned up with the others.
    private func keep(_ id: String, _ request: RawRequest, _ response: RawResponse) {
        let owner = identity(of: request)?.user.username ?? ""
        let collection = String(request.target.prefix { $0 != "?" })
        objects.append(MadeObject(collection: collection, owner: owner, id: id, body: nil))
    }
}

extension RawRequest {
    func usesToken(_ token: String) -> Bool { target.contains(token) || headers.contains { $0.value.contains(token) } }
}

extension RawResponse {
    /// The id of what it says it has made.
    fileprivate func id(_ source: Reproduction.Source) -> String? {
        switch source {
        case .member(let name): json?.root[name]?.string
        case .location: self["location"]?.split(separator: "/").last.map(String.init)
        }
    }
}
