public import APISpec
public import JSON
public import JSONSchema

/// Holds requests against a contract without serving them, and mends what can be mended.
public struct RequestMender: Sendable {
    private let contract: Contract
    private let matching: Matching
    private let mending: Mending
    /// A mended path may show a wrong method, that one a wrong body, and so on.
    private static let rounds = 6

    public init(_ contract: Contract) {
        let routes = contract.operations.map { operation in
            Route(operation, handler: { _ in .answer(Answer()) }, limits: contract.limits.request)
        }
        let table = RouteTable(routes)
        self.contract = contract
        matching = Matching(table: table)
        mending = Mending(contract, table)
    }

    /// The request as it should be, as far as that can be found; credentials and rate limits are not looked at.
    public func mend(_ request: Request) -> MendedRequest {
        var mended = MendedRequest(request: request)
        for _ in 0..<Self.rounds {
            guard let (refusal, matched) = refusal(of: mended.request, &mended) else { return mended }
            mended.problem = problem(refusal)
            mended.faults = refusal.faults
            mended.operation = matched?.route.operation.id
            let body = matched?.route.body.mending(of: mended.request)
            if refusal.repair == nil, refusal.suggestion == nil { return mended }
            if let suggestion = refusal.suggestion { mended.take(suggestion) }
            if let repair = refusal.repair, !mended.take(repair, of: body) { return mended }
        }
        return mended
    }

    /// Whether an operation reads urlencoded forms and no JSON.
    public func readsFormsAlone(_ operationID: String) -> Bool {
        let content = contract.operations.first { $0.id == operationID }?.body?.content ?? []
        return content.contains(where: Self.isForm) && !content.contains { $0.range?.isJSON ?? false }
    }

    /// The faults of an urlencoded form, the repair, and the form after it; nil for an operation that reads none.
    public func mend(form: [UInt8], of operationID: String) -> (faults: [Fault], repair: Repair?, mended: [UInt8]?)? {
        guard let operation = contract.operations.first(where: { $0.id == operationID }),
            let type = operation.body?.content.first(where: Self.isForm)
        else { return nil }
        let plan = BodyPlan(operation, contract.limits.request)
        let request = Request(
            method: operation.method, path: "", headers: HeaderFields([("Content-Type", type.name)]), body: form)
        let faults: [Fault]
        do throws(Refusal) { (_, faults) = try plan.read(request) } catch { return nil }
        let mending = plan.mending(of: request)
        let repair = faults.isEmpty ? nil : mending?.repair(of: form)
        return (faults, repair, repair.flatMap { mending?.body(form, after: $0) })
    }

    private static func isForm(_ type: MediaType) -> Bool { type.isForm && type.range?.isMultipartForm == false }

    /// The faults of a JSON body, and the repair; nil for an operation that is not there or reads no JSON.
    public func mend(body: JSONValue, of operationID: String) -> (faults: [Fault], repair: Repair?)? {
        guard let operation = contract.operations.first(where: { $0.id == operationID }),
            let content = operation.body?.content.first(where: { MediaRange($0.name)?.isJSON ?? false })
        else { return nil }
        guard let schema = content.schema else { return ([], nil) }
        let node = Document(body).root
        return (schema.bodyFaults(of: node), schema.repair(of: node, direction: .request))
    }

    /// Every operation id, for whoever has mistyped one.
    public var operationIDs: [String] { contract.operations.map(\.id) }

    private func refusal(of request: Request, _ mended: inout MendedRequest) -> (Refusal, MatchedRequest?)? {
        let match: Matching.Match
        do throws(Refusal) { match = try matching.match(request) } catch {
            return (mending.mend(error, of: request), nil)
        }
        guard case .operation(let matched) = match else {
            mended.problem = nil
            return nil
        }
        let id = matched.route.operation.id
        let identified = IdentifiedRequest(matched: matched, caller: nil)
        let limited = LimitedRequest(authorised: AuthorisedRequest(identified: identified), fields: [])
        do throws(Refusal) {
            _ = try BodyReading().read(ParameterDecoding().decode(try Negotiation().choose(limited)))
            (mended.problem, mended.faults, mended.operation) = (nil, [], id)
            return nil
        } catch {
            return (mending.mend(error, of: matched), matched)
        }
    }

    private func problem(_ refusal: Refusal) -> String {
        contract.errors[refusal.code]?.detail(refusal.arguments) ?? refusal.code
    }
}

/// A request after mending.
public struct MendedRequest: Sendable {
    public var request: Request
    /// The id of the operation it reaches; nil if it reaches none.
    public var operation: String?
    /// Changes of the head, one after the other.
    public var suggestions: [RequestSuggestion] = []
    /// The change of the body.
    public var repair: Repair?
    /// Why the request would still be refused, in one sentence; nil if it keeps to the contract.
    public var problem: String?
    /// What is still wrong with it.
    public var faults: [Fault] = []

    init(request: Request) { self.request = request }

    /// Whether anything was changed.
    public var isChanged: Bool { !suggestions.isEmpty || repair != nil }

    mutating func take(_ suggestion: RequestSuggestion) {
        request = suggestion.applied(to: request)
        suggestions.append(suggestion)
    }

    /// False where the body cannot be changed, which then stays as it is.
    mutating func take(_ repair: Repair, of body: BodyMending?) -> Bool {
        guard self.repair == nil, let patched = body?.body(request.body, after: repair) else { return false }
        request.body = patched
        self.repair = repair
        return true
    }
}
