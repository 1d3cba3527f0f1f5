import NIOCore
import NIOPosix

/// Asks DNS servers one question at a time: over UDP, and over TCP when the answer does not fit.
///
/// Against forged answers every query has a random id and its own socket with a port chosen by the system, and an answer
/// counts only if it comes from the server asked and repeats the question (RFC 5452).
struct DNSClient: Sendable {
    let servers: [Endpoint]
    /// How long one server may take to answer one query.
    let timeout: Duration
    /// How many rounds over all servers are made.
    let attempts: Int
    let dialer: Dialer

    /// The answer of the first server that gives one; throws `EgressError.resolution` if none does.
    func ask(_ question: DNSQuestion) async throws -> DNSAnswer {
        var refusal: DNSAnswer?
        var reason = "no DNS server is configured"
        for _ in 0..<attempts {
            for server in servers {
                do {
                    let answer = try await ask(question, at: server)
                    guard case .failed = answer.outcome else { return answer }
                    refusal = answer
                } catch let error as EgressError {
                    reason = Self.reason(error, server: server)
                }
                try Task.checkCancellation()
            }
        }
        if let refusal { return refusal }
        throw EgressError.resolution(name: question.name, reason: reason)
    }

    private static func reason(_ error: EgressError, server: Endpoint) -> String {
        if case .timeout = error { "the DNS server \(server) did not answer" } else { "\(error)" }
    }

    private func ask(_ question: DNSQuestion, at server: Endpoint) async throws -> DNSAnswer {
        let id = UInt16.random(in: .min ... .max)
        guard let query = question.query(id: id) else {
            throw EgressError.invalid("\"\(question.name.shown)\" cannot be asked of DNS")
        }
        let exchange = DNSExchange(question: question, id: id, query: query, server: server)
        let target = "the DNS server \(server)"
        do {
            return try await withDeadline(timeout, for: target) { [dialer, timeout] in
                if let answer = try await exchange.overUDP() { return answer }
                return try await exchange.overTCP(dialer, within: timeout)
            }
        } catch {
            try Task.checkCancellation()
            throw EgressError(error, target: target, limit: timeout)
        }
    }
}

/// One query on its way to one server.
struct DNSExchange: Sendable {
    let question: DNSQuestion
    let id: UInt16
    let query: [UInt8]
    let server: Endpoint

    /// The answer over UDP, nil if it must be fetched over TCP.
    func overUDP() async throws -> DNSAnswer? {
        let remote = try SocketAddress(ipAddress: "\(server.address)", port: server.port)
        let local = try SocketAddress(ipAddress: server.address.family == .v4 ? "0.0.0.0" : "::", port: 0)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(to: local) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(AddressedEnvelope(remoteAddress: remote, data: ByteBuffer(bytes: query)))
            for try await datagram in inbound where datagram.remoteAddress == remote {
                switch question.reply(in: Array(datagram.data.readableBytesView), id: id) {
                case .foreign: continue
                case .truncated, .malformed: return nil
                case .answer(let answer): return answer
                }
            }
            throw CancellationError()
        }
    }

    /// The answer over TCP, where each message is preceded by its length (RFC 7766 section 8).
    func overTCP(_ dialer: Dialer, within limit: Duration) async throws -> DNSAnswer {
        try await dialer.connect(to: server, within: limit) { wire in
            try await wire.write([UInt8(query.count >> 8), UInt8(truncatingIfNeeded: query.count)] + query)
            var received: [UInt8] = []
            while let bytes = try await wire.read() {
                received += bytes
                guard received.count >= 2 else { continue }
                let length = Int(received[0]) << 8 | Int(received[1])
                guard received.count >= length + 2 else { continue }
                if case .answer(let answer) = question.reply(in: Array(received[2..<length + 2]), id: id) {
                    return answer
                }
                break
            }
            throw EgressError.protocolFault(target: "the DNS server \(server)", reason: "its answer cannot be read")
        }
    }
}
