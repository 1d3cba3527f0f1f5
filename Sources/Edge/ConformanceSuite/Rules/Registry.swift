/// Every rule there is.
enum Registry {
    /// In the order they are run: what disturbs others comes last.
    static let probes: [any Probe] = [
        PositiveExample(), PositiveBoundary(), PositiveParameter(), PositiveLocation(), PositiveMediaType(),
        PositiveRole(),
        BodyInvalid(), BodySyntax(), BodyKeywords(), BodyNamed(),
        ParameterInvalid(),
        InputAccepted(), InputInvalid(),
        AuthMissingToken(), AuthForgedToken(), AuthScheme(), AuthPathSpelling(), AuthExpiredToken(), AuthRole(),
        AuthPassword(), AuthGuess(), AuthClaimed(),
        MethodUndeclared(), MethodHead(), MethodOptions(),
        PathUndeclared(),
        ContentWrongType(), ContentNotAcceptable(),
        ParityOpenAPI(), ParityAsyncAPI(), ParityConfiguration(),
        SizeBody(), SizeURI(), SizeHeaders(),
        ObjectUnknown(), ObjectForeign(), ObjectListed(), ObjectRepeated(), ObjectReadBack(),
        ListPages(), ListLimit(), ListFilter(), ListOrder(),
        RepeatReplay(), RepeatReuse(), RepeatAtOnce(),
        LiveRefused(), LiveUpgrade(), LiveOpens(), LiveFirst(), LiveSequence(), LiveProgress(), LivePairs(), LiveEnds(),
        LiveReplay(), LiveCommand(), LiveFault(), LiveUnknown(), LiveBeat(), LiveSchema(), LiveSeen(),
    ]

    /// What measures or counts, after everything that was made is cleaned up.
    static let lastProbes: [any Probe] = [
        LatencyP95(), RateQuota(), RateHeaders(), RateRecovery(), RateIsolation(), CodesProduced(), CodesReached(),
    ]

    static let watches: [any Watch] = [
        HTTPWellFormed(), HTTPNoServerError(), ResponseStatus(), ResponseMediaType(), ResponseJSON(), ResponseSchema(),
        ResponseHeaders(), PositiveDefault(), ErrorBody(), ErrorStatus(), ErrorDetail(),
        ErrorRetryable(), ErrorDeclared(), ErrorRequestID(),
        RateBelow(), ListTotal(),
    ]

    /// In the order of the report.
    static let rules: [Rule] = (probes + lastProbes).map(\.rule) + watches.map(\.rule)
}
