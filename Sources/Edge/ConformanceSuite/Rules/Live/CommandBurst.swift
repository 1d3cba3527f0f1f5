import APISpec
import JSON
import NIOCore

/// Many commands at once, on a connection of their own.
struct CommandBurst {
    let channel: JudgedChannel
    let identity: Identity
    let replies: Replies
    private let mark: String
    private let command: LiveScene.Command

    var name: String { command.name }

    /// Nil with the rule skipped where no command names nothing, or none is given back its mark.
    init?(_ rule: Rule, _ run: Run) {
        guard let (channel, identity) = run.liveChannel(for: rule) else { return nil }
        guard let replies = channel.replies, let mark = replies.mark, let command = channel.plainCommand else {
            run.skip(rule, channel.title, "it takes x-replies with a mark, and a command that names nothing")
            return nil
        }
        (self.channel, self.identity, self.replies, self.mark, self.command) = (
            channel, identity, replies, mark, command
        )
    }

    func text(_ index: Int) -> String {
        LiveScene.text(command, about: nil, subject: "", mark: (mark, "mark-\(index)"))
    }

    /// The mark that an answer gives back.
    func mark(of answer: Node) -> String { answer["data"]?[mark]?.string ?? "" }

    /// Sends texts one behind the other, and waits until each is answered.
    func send(_ texts: [String], _ run: Run) async throws(Abort) -> (replies: [Node], seconds: Double)? {
        guard case .open(let link) = try await run.open(channel, token: identity.token) else { return nil }
        defer { link.close() }
        _ = await link.first(from: 0, within: 5_000) { _ in true }
        let start = NIODeadline.now()
        for text in texts { link.send(text) }
        func answers() -> [Node] {
            link.messages.compactMap { try? Document.json(Array($0.utf8)).root }
                .filter { [replies.accepted, replies.refused].contains(LiveTrace.name($0)) }
        }
        while answers().count < texts.count, !link.isClosed, NIODeadline.now() - start < .seconds(10) {
            _ = await link.first(from: link.messages.count, within: 500) { _ in true }
        }
        let seconds = Double((NIODeadline.now() - start).nanoseconds) / 1_000_000_000
        // A moment longer for what should not come.
        _ = await link.first(from: link.messages.count, within: 100) { _ in false }
        return (answers(), seconds)
    }
}
