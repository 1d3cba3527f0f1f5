import APISpec

/// How many connections one address may hold, by counting; everybody else of this address waits meanwhile.
struct SizeConnections: Probe {
    static let rule = Rule(
        "size.connections",
        "An address holds connection.connections_per_address connections, one more is refused with SERVICE_UNAVAILABLE",
        basis: "connection.connections_per_address of limits.yaml")

    /// Larger limits are not counted out.
    private static let most = 800

    func run(_ run: Run) async throws(Abort) {
        let limit = run.spec.contract.limits.connection.connectionsPerAddress
        guard run.spec.limits != nil, limit <= Self.most else {
            return run.skip(Self.rule, "connections", "no limits.yaml, or more than \(Self.most) connections")
        }
        run.drop()
        var open: [RawSocket] = []
        defer { for socket in open { socket.close() } }
        let request = RawRequest(method: "HEAD", target: "/zz-not-declared").bytes(host: run.address.authority)
        var refusal: RawResponse?
        while open.count <= limit + 1, refusal == nil {
            let socket: RawSocket
            do throws(WireError) { socket = try await RawSocket.connect(to: run.address) } catch {
                throw Abort(reason: error.reason)
            }
            open.append(socket)
            run.requests += 1
            socket.send(request)
            await socket.wait(milliseconds: 5_000) { !Conversation($0, heads: [true], isClosed: false).answers.isEmpty }
            let answer = Conversation(socket.received, heads: [true], isClosed: socket.isClosed).answers.first
            if answer == nil || (answer?.status ?? 0) >= 500 {
                refusal = answer ?? RawResponse(status: 0, headers: [], body: [])
            }
        }
        run.check(Self.rule, "connections")
        let status = run.spec.status(of: "SERVICE_UNAVAILABLE") ?? 503
        // The suite's own connections that were dropped just now may still count.
        let isRight = refusal?.status == status && (limit - 8...limit + 1).contains(open.count)
        if !isRight {
            let got = refusal.map { $0.status == 0 ? "no answer" : "\($0.status)" } ?? "an answer to each"
            run.fail(
                raw: Self.rule, "connections", "\(limit + 1) connections at once", request,
                expected: "\(status) on connection \(limit + 1)", got: "\(got), connection \(open.count)",
                spec: run.spec.location(ofLimit: "connection", "connections_per_address"))
        }
    }
}
