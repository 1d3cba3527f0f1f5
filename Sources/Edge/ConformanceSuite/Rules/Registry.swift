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
        AuthPassword(), AuthGuess(), AuthClaimed(), AuthDefaultAccount(), AuthMassAssignment(),
        TokenForgery(), TokenSignature(), TokenField(), TokenLifetime(), TokenClaims(), TokenUse(),
        TokenRefresh(), TokenRefreshOnce(), TokenRevoked(),
        MethodUndeclared(), MethodHead(), MethodOptions(),
        PathUndeclared(),
        ContentWrongType(), ContentNotAcceptable(),
        HeaderCrossOrigin(), HeaderNotModified(),
        JSONStrict(), EncodingText(), EncodingNumber(), EncodingPath(), EncodingReflection(),
        ParityOpenAPI(), ParityAsyncAPI(), ParityConfiguration(), ParityHidden(),
        FramingMalformed(), FramingUnreadBody(), FramingPipelining(), FramingHead(), FramingChunked(),
        FramingContinue(),
        SizeBody(), SizeURI(), SizeHeaders(), SizeHead(), SizeUnannounced(), SizeJSON(), SizeRequests(),
        ObjectUnknown(), ObjectForeign(), ObjectListed(), ObjectRepeated(), ObjectLimit(),
        ReadWritten(), ReadListed(), ReadChanged(), ReadDeleted(),
        PageWhole(), PageInsert(), PageLimit(), PageFilter(), PageOrder(), PageCursor(),
        IdempotencyReplay(), IdempotencyConflict(), IdempotencyOwner(), IdempotencyRace(),
        LifecycleInitial(), LifecycleAllowed(), LifecycleForbidden(), LifecycleMoves(), LifecycleFinal(),
        LifecycleRace(),
        LiveRefused(), LiveUpgrade(), LiveOpens(), LiveFirst(), LiveSequence(), LiveProgress(), LivePairs(), LiveEnds(),
        LiveReplay(), LiveCommand(), LiveFault(), LiveUnknown(), LiveSchema(),
        LiveHandshake(), LiveFrames(), LivePing(), LiveClose(), LiveSize(), LiveBinary(), LiveOrder(), LiveRate(),
        LiveSubscription(), LiveSilence(), LiveForeign(), LiveRevoked(),
        AgreementObject(), AgreementEvents(), AgreementCounts(),
    ]

    /// What measures or counts, after everything that was made is cleaned up.
    static let lastProbes: [any Probe] = [
        LatencyP95(), LatencyBusy(), LatencyGrowth(), LiveSubscriptions(),
        RateQuota(), RateHeaders(), RateRecovery(), RateIsolation(), RateShared(), RateArithmetic(), RateWindow(),
        RateEvasion(), RateExempt(),
        DeadlineHead(), LiveBeat(), LiveSeen(), DeadlineBody(), SizeConnections(),
        CodesProduced(), CodesReached(), VacuousRole(), VacuousRule(),
    ]

    static let watches: [any Watch] = [
        HTTPWellFormed(), HTTPNoServerError(), ResponseStatus(), ResponseMediaType(), ResponseJSON(), ResponseSchema(),
        ResponseHeaders(), PositiveDefault(), ErrorBody(), ErrorStatus(), ErrorDetail(),
        ErrorRetryable(), ErrorDeclared(), ErrorNamesFault(), ErrorRequestID(),
        EchoMembers(), InvariantHolds(), InvariantMonotonic(),
        RateBelow(), RatePolicy(),
        HeaderDate(), HeaderFraming(), HeaderSingle(), HeaderCharset(), HeaderChallenge(), HeaderRetryAfter(),
        HeaderVersion(), HeaderNoStore(), LeakError(), LeakSecret(),
    ]

    /// In the order of the report.
    static let rules: [Rule] = (probes + lastProbes).map(\.rule) + watches.map(\.rule)
}
