import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One request to one checked address: no redirects, no name resolution, no retries.
struct WebFetch: Sendable {
    let request: WebRequest
    let url: WebURL
    let endpoint: Endpoint
    let roots: TrustStore

    /// What one hop brought.
    struct Hop: Sendable {
        let status: Int
        let headers: [WebHeader]
        let body: [UInt8]
        let isTruncated: Bool
        let firstByte: Duration
    }

    func run() async throws -> Hop {
        let client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        let result: Result<Hop, any Error>
        do {
            result = .success(try await run(client))
        } catch {
            result = .failure(error)
        }
        try await client.shutdown()
        return try result.get()
    }

    private func run(_ client: HTTPClient) async throws -> Hop {
        let start = ContinuousClock.now
        let reply = try await client.execute(message, timeout: limit)
        let firstByte = ContinuousClock.now - start
        let (body, isTruncated) = try await read(reply.body)
        return Hop(
            status: Int(reply.status.code), headers: reply.headers.map { WebHeader($0.name, $0.value) }, body: body,
            isTruncated: isTruncated, firstByte: firstByte)
    }

    /// The caller ends everything at the request's own limit; this one is behind it, lest the two race.
    private var limit: TimeAmount { .milliseconds(request.timeout.milliseconds + 1_000) }

    private var message: HTTPClientRequest {
        var message = HTTPClientRequest(url: "\(url)")
        message.method = HTTPMethod(rawValue: request.method)
        for header in request.headers { message.headers.add(name: header.name, value: header.value) }
        if !message.headers.contains(name: "User-Agent") { message.headers.add(name: "User-Agent", value: "amas") }
        if !message.headers.contains(name: "Accept") { message.headers.add(name: "Accept", value: "*/*") }
        // Nothing is ever decompressed here, so a compressed body cannot blow up.
        if !message.headers.contains(name: "Accept-Encoding") {
            message.headers.add(name: "Accept-Encoding", value: "identity")
        }
        if !request.body.isEmpty { message.body = .bytes(ByteBuffer(bytes: request.body)) }
        return message
    }

    private var configuration: HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = roots.roots
        tls.shutdownTimeout = .milliseconds(100)
        if !request.verifiesCertificate {
            tls.certificateVerification = .none
            tls.cipherSuites = "ALL"
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: limit, read: limit))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        // Pins the name to the address that was checked; SNI and certificate checks keep the name.
        if let name = url.host.name { configuration.dnsOverride = [name: "\(endpoint.address)"] }
        return configuration
    }

    private func read(_ body: HTTPClientResponse.Body) async throws -> ([UInt8], isTruncated: Bool) {
        var kept: [UInt8] = []
        for try await part in body {
            kept += part.readableBytesView.prefix(request.bodyLimit + 1 - kept.count)
            if kept.count > request.bodyLimit { return (Array(kept.dropLast()), true) }
        }
        return (kept, false)
    }
}
