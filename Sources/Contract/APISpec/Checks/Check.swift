import JSON

/// One rule about a specification.
///
/// A check sees documents that may have any other mistake as well: it says nothing about what it cannot read, because
/// another check does.
protocol Check: Sendable {
    func run(on specification: Specification) -> [Diagnostic]
}

/// The rules for a document of anybody's: those of OpenAPI.
let anybodysChecks: [any Check] = [
    DocumentCheck(), ReferenceCheck(), AnybodysServerCheck(), TagCheck(), AnybodysPathCheck(), OperationIDCheck(),
    ParameterCheck(), PathParameterCheck(), RequestBodyCheck(), ResponseCheck(), SecuritySchemeCheck(),
    SecurityCheck(), LinkCheck(), ComponentNameCheck(), RateLimitCheck(), ExampleCheck(),
]

/// Every rule for a specification of ours, in the order of the files they look at.
let allChecks: [any Check] = [
    ServerCheck(), TagCheck(), PathCheck(), OperationIDCheck(), ParameterCheck(), PathParameterCheck(),
    RequestBodyCheck(), ResponseCheck(), SecurityCheck(), ErrorCodeCheck(), ImpliedCodeCheck(), RateLimitCheck(),
    ErrorBodyCheck(), ExampleCheck(), ChannelCheck(), MessageCheck(), CatalogueCheck(), LifecycleCheck(),
    IdempotencyCheck(), PaginationCheck(), InvariantCheck(), MemberListCheck(),
]
