import APISpec
import JSON

/// The one connection that the rules about the WebSocket share, and what it has heard.
final class LiveSession {
    let channel: JudgedChannel
    let identity: Identity
    let link: LiveLink
    /// Everything heard while objects were made and worked on.
    fileprivate(set) var trace: [String]?

    init(_ channel: JudgedChannel, _ identity: Identity, _ link: LiveLink) {
        self.channel = channel
        self.identity = identity
        self.link = link
    }
}

extension Run {
    /// The channel and whoever may do most; nil, with the rule skipped, where there is none.
    func liveChannel(for rule: Rule) -> (channel: JudgedChannel, identity: Identity)? {
        guard let channel = spec.live else {
            skip(rule, "WebSocket", "the specification has no asyncapi.yaml", .nothingToStandOn)
            return nil
        }
        guard let identity = maker else {
            skip(rule, channel.title, "no user at all")
            return nil
        }
        return (channel, identity)
    }

    /// The shared connection, opened when it is first asked for; nil, with the rule skipped, where it is refused.
    func liveSession(for rule: Rule) async throws(Abort) -> LiveSession? {
        guard let (channel, identity) = liveChannel(for: rule) else { return nil }
        if live == nil, !isLiveRefused {
            if case .open(let link) = try await open(channel, token: identity.token) {
                live = LiveSession(channel, identity, link)
            } else {
                isLiveRefused = true
            }
        }
        guard let session = live else {
            skip(rule, channel.title, "the handshake is refused")
            return nil
        }
        return session
    }

    /// The shared connection after objects were made and worked on; what it has heard of that is its trace.
    func liveTrace(for rule: Rule) async throws(Abort) -> (session: LiveSession, trace: LiveTrace)? {
        guard let session = try await liveSession(for: rule) else { return nil }
        if session.trace == nil { session.trace = try await LiveWork(session: session).run(self) }
        return (session, LiveTrace(channel: session.channel, messages: session.trace ?? []))
    }
}
