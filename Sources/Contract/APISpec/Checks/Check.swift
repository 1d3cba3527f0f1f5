import JSON

/// One rule about a specification.
///
/// A check sees documents that may have any other mistake as well: it says nothing about what it cannot read, because
/// another check does.
protocol Check: Sendable {
    func run(on specification: Specification) -> [Diagnostic]
}

/// Every rule, in the order of the files they look at.
let allChecks: [any Check] = [
    ServerCheck(), TagCheck(), PathCheck(), OperationIDCheck(), ParameterCheck(), PathParameterCheck(),
    RequestBodyCheck(), ResponseCheck(), SecurityCheck(), ErrorCodeCheck(), ImpliedCodeCheck(), RateLimitCheck(),
    ErrorBodyCheck(), ExampleCheck(), ChannelCheck(), MessageCheck(), CatalogueCheck(),
]
