import APISpec
import JSON

extension Run {
    /// Whoever may do most.
    var maker: Identity? {
        identities.max { left, right in
            let count = { (one: Identity) in self.spec.allOperations.count { !$0.isSafe && $0.allows(one.role) } }
            return count(left) < count(right)
        }
    }

    /// A handshake with a token, given as the channel's binding says, else in the Authorization field.
    func open(_ channel: JudgedChannel, token: String?) async throws(Abort) -> LiveLink.Opening {
        let (target, headers) = handshake(channel, token: token)
        requests += 1
        do throws(WireError) {
            return try await LiveLink.open(
                address, target: target, headers: headers,
                messageBytes: spec.contract.limits.websocket.messageBytes)
        } catch { throw Abort(reason: "the WebSocket at \(channel.events.path): \(error.reason)") }
    }

    func fail(
        live rule: Rule, _ channel: JudgedChannel, _ attempt: String, expected: String, got: String,
        _ place: SourceLocation? = nil
    ) {
        let query = channel.tokenParameter.map { "?\($0)=" }
        let target = channel.events.path + (query.map { $0 + (maker?.token ?? "") } ?? "")
        find(
            Finding(
                rule: rule.id, subject: channel.title, attempt: attempt, expected: expected, got: got,
                spec: place ?? channel.location, curl: curl.line(opening: target, at: address)))
    }
}
