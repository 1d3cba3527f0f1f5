/// Every rule there is.
enum Registry {
    /// In the order they are run: what disturbs others comes last.
    static let probes: [any Probe] = [
        ContractHash(),
        PositiveExample(), PositiveBoundary(), PositiveParameter(), PositiveLocation(), PositiveMediaType(),
        PositiveRole(),
        BodyInvalid(), BodySyntax(), BodyKeywords(), BodyNoEffect(),
        ParameterInvalid(),
        InputAccepted(), InputInvalid(),
        AuthMissingToken(), AuthForgedToken(), AuthScheme(), AuthPathSpelling(), AuthExpiredToken(), AuthRole(),
        AuthPassword(), AuthRefresh(), AuthDefaultAccount(), AuthMassAssignment(),
        MethodUndeclared(), MethodHead(), MethodOptions(),
        PathUndeclared(),
        ContentWrongType(), ContentNotAcceptable(), ContentNotModified(),
        ParityOpenAPI(), ParityAsyncAPI(), ParityConfiguration(),
        SizeBody(), SizeURI(), SizeHeaders(),
        ObjectUnknown(), ObjectForeign(), ObjectListed(), ObjectRepeated(), ObjectLimit(),
        ReadWritten(), ReadListed(), ReadChanged(), ReadDeleted(),
        PageWhole(), PageInsert(), PageLimit(), PageFilter(), PageOrder(), PageCursor(),
        IdempotencyReplay(), IdempotencyConflict(), IdempotencyOwner(), IdempotencyRace(),
        LifecycleInitial(), LifecycleAllowed(), LifecycleForbidden(), LifecycleMoves(), LifecycleFinal(),
        LifecycleRace(),
        LiveRefused(), LiveUpgrade(), LiveOpens(), LiveFirst(), LiveSequence(), LiveProgress(), LivePairs(), LiveEnds(),
        LiveReplay(), LiveCommand(), LiveFault(), LiveUnknown(), LiveBeat(), LiveSchema(), LiveSeen(),
    ]

    /// What measures or counts, after everything that was made is cleaned up.
    static let lastProbes: [any Probe] = [
        LatencyP95(), RateQuota(), RateHeaders(), RateRecovery(), RateIsolation(), RateShared(),
        CodesProduced(), CodesReached(), VacuousRole(), VacuousRule(),
    ]

    static let watches: [any Watch] = [
        HTTPWellFormed(), HTTPNoServerError(), ResponseStatus(), ResponseMediaType(), ResponseJSON(), ResponseSchema(),
        ResponseHeaders(), PositiveDefault(), ErrorBody(), ErrorStatus(), ErrorDetail(),
        ErrorRetryable(), ErrorDeclared(), ErrorNamesFault(), ErrorRequestID(),
        EchoMembers(), InvariantHolds(), InvariantMonotonic(),
        RateBelow(),
    ]

    /// In the order of the report.
    static let rules: [Rule] = (probes + lastProbes).map(\.rule) + watches.map(\.rule)
}
