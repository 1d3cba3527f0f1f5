import APIServer
public import APISpec
import Access
public import Gateway
public import JSON
import JSONSchema
public import Logging
import SchemaInstances
public import ServiceLifecycle

/// Serves an OpenAPI document without anything behind it: every request is held against the document as by a real
/// server, and answered with what the document shows or with values made from its schemas.
///
/// Credentials must be there and have their form; nobody asks whose they are.
public struct MockServer: Sendable {
    /// What is served: as many operations as are sound.
    public let contract: Contract
    public let gateway: Gateway
    private let shaping: RefusalShaping
    private let log: Logger

    /// - Parameters:
    ///   - seed: makes generated values look random, the same for the same seed; nil for the plainest values.
    ///   - log: is told once of each example that does not fit its schema, and of everything that cannot be answered.
    /// - Throws: what the document asks for and this gateway cannot do.
    public init(_ reading: SpecReading, seed: UInt64? = nil, log: Logger) throws(Diagnostics) {
        let library = SchemaLibrary(reading.documents, dialect: reading.dialect)
        let contract = reading.contract.mocked
        let values = MockValues(library: library, seed: seed, log: log)
        var handlers: [String: Handler] = [:]
        for operation in contract.operations {
            let mock = MockOperation(operation: operation, values: values)
            handlers[operation.id] = { call in .answer(try mock.answer(call)) }
        }
        gateway = try Gateway(
            contract: contract, handlers: handlers, credentials: .presence, limiter: RateLimiter(), clock: .system,
            log: { log.record($0) })
        self.contract = contract
        shaping = RefusalShaping(contract, values)
        self.log = log
    }

    /// The reply to one request, for whoever needs no socket.
    public func reply(to request: Request) async -> Reply {
        switch gateway.handle(request) {
        case .reply(let reply): shaping.shape(reply)
        case .later(let work): shaping.shape(await work())
        }
    }

    /// Listens until graceful shutdown.
    public func service(
        host: String, port: Int, onListening: @escaping @Sendable (Int) async -> Void
    ) -> some Service {
        gatewayService(
            gateway, host: host, port: port, limits: contract.limits, clock: .system, log: log,
            makeID: { Randomness.hex(16) }, adapt: shaping.shape, onListening: onListening)
    }
}

extension Contract {
    /// The code for an answer that cannot be made.
    static let unable = ErrorEntry(
        code: "NOT_MOCKED", status: 501, detail: "This answer cannot be made: {reason}", retryable: false,
        description: "No value that fits the schema of the answer was found, or its media type cannot be written.")

    /// As a mock serves it: answers in the media types that a mock can write, no limits, no WebSocket.
    fileprivate var mocked: Contract {
        var contract = self
        contract.errors.entries.append(Self.unable)
        contract.events = nil
        for index in contract.operations.indices {
            contract.operations[index].rateLimit = nil
            contract.operations[index].deadlineMilliseconds = nil
            contract.operations[index].errorCodes = []
            contract.operations[index].responses = contract.operations[index].responses.map(\.writable)
        }
        return contract
    }
}

extension Response {
    /// With the media types that a mock can write, unless it can write none of them.
    fileprivate var writable: Response {
        var response = self
        // RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5: whatever is declared, these have no content.
        if let status, [204, 205, 304].contains(status) {
            response.content = []
            return response
        }
        let types = content.filter(\.isWritable)
        if !types.isEmpty { response.content = types }
        return response
    }
}

extension MediaType {
    /// Whether a value of its schema can be written: as JSON, which is YAML too, or a string as it is.
    var isWritable: Bool {
        guard let range else { return false }
        if range.isJSON || range.isYAML || range.type == "*" || range.name == "application/*" { return true }
        return schema?.acceptedKinds.contains(.string) ?? true
    }
}
