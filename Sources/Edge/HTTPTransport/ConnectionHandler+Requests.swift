import NIOCore
import NIOHTTP1

/// From parts to outcomes.
extension ConnectionHandler {
    /// The connection is up.
    func begin() {
        readTimer?.set(seconds: settings.limits.headSeconds)
        if isRefused { refuse(.tooManyConnections, RequestTraits()) }
        advance()
    }

    /// Looks at one item now, or keeps it behind those that wait.
    func receive(_ item: Item) {
        if backlog.isEmpty && !mustWait(item) { take(item) } else { backlog.append(item) }
    }

    /// Whether the item begins a request that may not begin yet.
    private func mustWait(_ item: Item) -> Bool {
        guard case .part(.head(let head)) = item, let context else { return false }
        // Replies that the client does not read must not pile up in memory.
        if !context.channel.isWritable { return true }
        if queue.isEmpty { return false }
        let safe = head.method == .GET || head.method == .HEAD || head.method == .OPTIONS
        return !queue.admits(
            isSafe: safe && !head.headers.contains(name: "expect") && !head.headers.contains(name: "upgrade"))
    }

    private func take(_ item: Item) {
        switch item {
        case .fault(let fault): refuse(fault, assembler.abandon())
        case .part(let part):
            headBegan = false
            switch assembler.take(part) {
            case .more: break
            case .sayContinue: sayContinue()
            case .request(let request, let traits): start(request, traits)
            case .refuse(let fault, let traits): refuse(fault, traits)
            }
        }
    }

    private func start(_ request: TransportRequest, _ traits: RequestTraits) {
        awaited = .nothing
        let isLast = queue.requestsTaken + 1 >= settings.limits.requestsPerConnection
        // NIO's parser reads no further behind a request to upgrade, so such a connection cannot go on.
        let closes = !traits.isKeepAlive || isLast || isQuiescing || traits.isUpgrade
        if closes { phase = .ending }
        settle(settings.responder.respond(to: request), queue.open(traits, closes: closes))
    }

    private func settle(_ outcome: TransportOutcome, _ number: Int) {
        switch outcome {
        case .reply(let reply):
            queue.fulfil(number, with: reply)
            writeReady()
        case .later(let work): run(work, number)
        case .upgrade(let headers, let start): upgrade(headers, start, number)
        }
    }

    /// Runs the work of one request beside the event loop.
    private func run(_ work: @escaping @Sendable () async -> TransportOutcome, _ number: Int) {
        guard let context else { return }
        let eventLoop = context.eventLoop
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        // A channel handler cannot await: this Task is the one bridge from the event loop to asynchronous work. It
        // belongs to one request: `running` holds it until it reports back, and `end()` cancels it.
        running[number] = Task {
            var outcome = await work()
            while case .later(let more) = outcome { outcome = await more() }
            let settled = outcome
            eventLoop.execute { handler.value.finished(settled, number) }
        }
    }

    private func finished(_ outcome: TransportOutcome, _ number: Int) {
        guard running.removeValue(forKey: number) != nil else { return }
        settle(outcome, number)
        advance()
    }

    /// Answers bytes that never became a request; nothing behind them is looked at.
    func refuse(_ fault: TransportFault, _ traits: RequestTraits) {
        phase = .ending
        let number = queue.open(traits, closes: true)
        queue.fulfil(number, with: settings.responder.refuse(fault))
        writeReady()
    }

    /// Does all that may have become possible: waiting requests, writing, reading, the next deadline.
    func advance() {
        while phase == .open, let item = backlog.first, !mustWait(item) {
            backlog.removeFirst()
            take(item)
        }
        flush()
        if phase == .open && inputIsClosed && queue.isEmpty && backlog.isEmpty { return finish(nil) }
        resumeReading()
        setReadDeadline()
    }

    /// The client will send no more: what it sent is answered, then the connection closes.
    func inputClosed() {
        inputIsClosed = true
        if phase == .lingering { context?.close(promise: nil) }
        advance()
    }

    /// The server is stopping: requests that began are answered, then the connection closes.
    func quiesce() {
        isQuiescing = true
        streaming?.stop()
        guard phase == .open, !assembler.isInsideRequest else { return }
        if !queue.isEmpty {
            queue.closeAfterLast()
            backlog.removeAll()
            phase = .ending
        } else if backlog.isEmpty && !headBegan {
            context?.close(promise: nil)
        }
    }
}
