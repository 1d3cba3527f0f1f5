import NIOCore
import NIOPosix

extension Egress {
    /// Puts load on one URL and measures the answers; redirects are counted as answers and not followed.
    ///
    /// All connections go to one address that the policy has let through. The run has a thread of its own, so that neither
    /// disturbs the other work of the process nor is measured with it. It ends soon after its task is cancelled. Throws
    /// `EgressError.notAllowed` before any packet, and what kept the first connections from opening if none could be.
    public func load(_ plan: LoadPlan) async throws(EgressError) -> LoadReport {
        try Self.check(plan.request)
        let url = try WebURL(plan.request.url)
        let target = try await check(url.host, ports: [url.port], shown: nil)[0]
        return try await mapped("\(target)", limit: plan.request.timeout) {
            let endpoint = try await loadable(target, limit: plan.request.timeout)
            let dial = try LoadDial(plan.request, url, endpoint, roots: roots)
            return try await dialer.slots.withSlots(plan.connections) { try await Self.run(plan, dial) }
        }
    }

    /// The only address, or the first that takes a connection.
    private func loadable(_ target: CheckedTarget, limit: Duration) async throws -> Endpoint {
        if target.endpoints.count == 1 { return target.endpoints[0] }
        return try await reachable(target, limit: limit)
    }

    private static func run(_ plan: LoadPlan, _ dial: LoadDial) async throws -> LoadReport {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result: Result<LoadReport, any Error>
        do {
            result = .success(try await run(plan, dial, on: group.next()))
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        return try result.get()
    }

    private static func run(_ plan: LoadPlan, _ dial: LoadDial, on loop: any EventLoop) async throws -> LoadReport {
        let report = loop.makePromise(of: LoadReport.self)
        let stop = loop.makePromise(of: Void.self)
        return try await withTaskCancellationHandler {
            defer { stop.succeed() }
            loop.execute {
                let run = LoadRun(plan, dial, on: loop, report)
                stop.futureResult.assumeIsolated().whenComplete { _ in run.abandon(CancellationError()) }
                run.begin()
            }
            return try await report.futureResult.get()
        } onCancel: {
            stop.succeed()
        }
    }
}
