import APISpec
import JSON

/// Makes objects by every example, does with them what can be done, and listens until all has ended.
struct LiveWork {
    let session: LiveSession

    /// Every message from the handshake on.
    func run(_ run: Run) async throws(Abort) -> [String] {
        let identity = session.identity
        for creator in run.spec.operations where creator.isCreator && creator.allows(identity.role) {
            guard creator.operation.id != run.spec.login?.operation.id, !run.touchesSession(creator) else { continue }
            for body in creator.jsonBody?.examples ?? [] {
                try await work(creator, body, endingWith: { !$0.hasSuffix("/cancel") }, run)
            }
            if let body = creator.jsonBody?.examples.first {
                try await work(creator, body, endingWith: { _ in true }, run)
            }
        }
        if let order = session.channel.order, let begins = order.begins, let subject = order.subject {
            await settle(begins, order.ends, subject, patience: run.selection.patience)
        }
        return session.link.messages
    }

    private func work(
        _ creator: JudgedOperation, _ body: JSONValue, endingWith isWanted: (String) -> Bool, _ run: Run
    ) async throws(Abort) {
        let identity = session.identity
        var base = run.base(of: creator, as: identity, path: creator.operation.path.text)
        base.body = body
        let ask = run.ask(creator, base, as: identity, "to see its events")
        guard let response = try await run.send(ask),
            let made = try await run.remember(response, "id", in: base.path, as: identity)
        else { return }
        let prefix = "\(made.collection)/\(ParameterText.encoded(made.id))"
        for (one, verb) in run.spec.actions(of: creator) where one.allows(identity.role) && isWanted("/\(verb)") {
            let next = run.base(of: one, as: identity, path: "\(prefix)/\(verb)")
            _ = try await run.send(run.ask(one, next, as: identity, "to see its events"))
        }
    }

    /// Waits until everything that began has ended, or patience is.
    private func settle(_ begins: String, _ ends: [String], _ subject: String, patience: Int64) async {
        let link = session.link
        let start = link.messages.compactMap { try? JSONValue.parse($0) }
        // What was asked for last may not have begun yet.
        _ = await link.first(from: start.count, within: 1_500) { ends.contains($0["event"]?.string ?? "") }
        var open: Set<String> = []
        for message in link.messages.compactMap({ try? JSONValue.parse($0) }) {
            guard let name = message["event"]?.stringValue, let about = message[subject]?.stringValue else { continue }
            if name == begins { open.insert(about) }
            if ends.contains(name) { open.remove(about) }
        }
        for about in open {
            _ = await link.first(from: 0, within: patience) {
                $0[subject]?.string == about && ends.contains($0["event"]?.string ?? "")
            }
        }
    }
}

extension JudgedSpec {
    /// The operations without a body that act on what a creation has made, each with the last segment of its path.
    func actions(of creator: JudgedOperation) -> [(operation: JudgedOperation, verb: String)] {
        allOperations.compactMap { one in
            let segments = one.operation.path.segments
            guard one.operation.method == "POST", one.bodies.isEmpty,
                segments.count == creator.operation.path.segments.count + 2,
                Array(segments.dropLast(2)) == creator.operation.path.segments, case .literal(let verb)? = segments.last
            else { return nil }
            return (one, verb)
        }
    }
}

extension JudgedOperation {
    /// A POST with a JSON body that makes an object at its own path.
    var isCreator: Bool {
        operation.method == "POST" && jsonBody != nil && operation.path.parameterNames.isEmpty && declares(201)
    }
}
