public import APISpec
public import Access
public import JSON

/// Serves a contract: every request passes the stages in `Stages/`, in the order of their types.
///
///     Request -> MatchedRequest -> IdentifiedRequest -> AuthorisedRequest -> LimitedRequest -> NegotiatedRequest
///             -> DecodedRequest -> ValidRequest -> (handler) Answer -> Reply
///
/// A stage that refuses names a code of the error catalogue and nothing else. Nothing here suspends until a handler, or
/// a token that was not seen lately, asks for it.
public struct Gateway: Sendable {
    let contract: Contract
    let authentication: Authentication
    let envelope: ErrorEnvelope
    private let matching: Matching
    private let authorisation: Authorisation
    private let limiting: Limiting
    private let negotiation = Negotiation()
    private let decoding = ParameterDecoding()
    private let reading = BodyReading()
    private let mending: Mending
    let checking = AnswerChecking()
    let watch: DeadlineWatch
    let clock: GatewayClock
    private let log: @Sendable (GatewayEvent) -> Void

    /// Binds each operation to the handler that has its id.
    ///
    /// - Parameters:
    ///   - limiter: counts requests; may be shared.
    ///   - log: what an operator should know, and no caller.
    /// - Throws: an operation without a handler, a handler without an operation, and what the contract demands that
    ///   this gateway cannot do.
    public init(
        contract: Contract, handlers: [String: Handler], tokens: TokenIssuer, limiter: RateLimiter,
        clock: GatewayClock, log: @escaping @Sendable (GatewayEvent) -> Void = { _ in }
    ) throws(Diagnostics) {
        try self.init(
            contract: contract, handlers: handlers, credentials: .verified(tokens), limiter: limiter, clock: clock,
            log: log)
    }

    /// The same, with the say over how far credentials are looked into.
    public init(
        contract: Contract, handlers: [String: Handler], credentials: CredentialPolicy, limiter: RateLimiter,
        clock: GatewayClock, log: @escaping @Sendable (GatewayEvent) -> Void = { _ in }
    ) throws(Diagnostics) {
        let problems = Diagnostics(
            Self.problems(of: contract, handlers: Set(handlers.keys), verifiesCredentials: credentials.issuer != nil))
        if problems.hasErrors { throw problems }
        let envelope = ErrorEnvelope(catalogue: contract.errors)
        let routes = contract.operations.compactMap { operation in
            handlers[operation.id].map { Route(operation, handler: $0, limits: contract.limits.request) }
        }
        self.contract = contract
        self.envelope = envelope
        let table = RouteTable(routes)
        matching = Matching(table: table)
        mending = Mending(contract, table)
        authentication = Authentication(policy: credentials)
        authorisation = Authorisation(holdsRoles: credentials.issuer != nil)
        limiting = Limiting(limiter: limiter, clock: clock)
        watch = DeadlineWatch(clock: clock)
        self.clock = clock
        self.log = log
    }

    /// What keeps a contract from being served with handlers of these ids.
    ///
    /// - Parameter verifiesCredentials: false for a mock, which lets in whoever brings any.
    public static func problems(
        of contract: Contract, handlers: Set<String>, verifiesCredentials: Bool = true
    ) -> [Diagnostic] {
        contract.missingHandlers(handlers)
            + contract.unsupportedFeatures(verifiesCredentials: verifiesCredentials)
            + ErrorEnvelope(catalogue: contract.errors).diagnostics()
    }

    /// The reply to a request, or the work that will make it.
    public func handle(_ request: Request) -> Outcome {
        let start = clock.monotonicNanoseconds()
        do throws(Refusal) {
            switch try matching.match(request) {
            case .options(let allow): return .reply(options(allow, request))
            case .operation(let matched):
                let operation = matched.route.operation
                return serve(matched, since: start).about { subject in
                    subject.operation = operation.id
                    subject.path = operation.path.text
                }
            }
        } catch {
            return .reply(refuse(mending.mend(error, of: request), requestID: request.id))
        }
    }

    /// A refusal as a reply, for whoever refuses a request before it gets here.
    public func refuse(_ refusal: Refusal, requestID: String) -> Reply {
        refuse(refusal, requestID: requestID, fields: [])
    }

    func refuse(_ refusal: Refusal, requestID: String, fields: [(String, String)]) -> Reply {
        if contract.errors[refusal.code] == nil {
            report(.contractBreach, nil, requestID, "errors.yaml has no code \(refusal.code)")
        }
        return envelope.reply(refusal, requestID: requestID, fields: fields)
    }

    private func options(_ allow: String, _ request: Request) -> Reply {
        var headers = StandingHeaders.fields(requestID: request.id, [])
        headers.set("Allow", allow)
        return Reply(status: 204, headers: headers)
    }

    private func serve(_ matched: MatchedRequest, since start: Int64) -> Outcome {
        do throws(Refusal) {
            switch try authentication.identify(matched) {
            case .identified(let identified): return serve(identified, since: start)
            case .unseen(let token): return .later { await serve(matched, token, since: start) }
            }
        } catch {
            return .reply(refuse(error, requestID: matched.request.id))
        }
    }

    private func serve(_ matched: MatchedRequest, _ token: String, since start: Int64) async -> Reply {
        do throws(Refusal) {
            let caller = try await authentication.verify(token)
            switch serve(IdentifiedRequest(matched: matched, caller: caller), since: start) {
            case .reply(let reply): return reply
            case .later(let work): return await work()
            }
        } catch {
            return refuse(error, requestID: matched.request.id)
        }
    }

    private func serve(_ identified: IdentifiedRequest, since start: Int64) -> Outcome {
        guard let caller = identified.caller?.username else { return answer(identified, since: start) }
        return answer(identified, since: start).about { $0.caller = caller }
    }

    private func answer(_ identified: IdentifiedRequest, since start: Int64) -> Outcome {
        var fields: [(String, String)] = []
        do throws(Refusal) {
            let limited = try limiting.count(try authorisation.admit(identified))
            fields = limited.fields
            let valid = try reading.read(decoding.decode(try negotiation.choose(limited)))
            return call(valid, since: start)
        } catch {
            let refusal = mending.mend(error, of: identified.matched)
            return .reply(refuse(refusal, requestID: identified.matched.request.id, fields: fields))
        }
    }

    func report(_ kind: GatewayEvent.Kind, _ operation: String?, _ requestID: String, _ detail: String) {
        log(GatewayEvent(kind, operation: operation, requestID: requestID, detail: detail))
    }
}
