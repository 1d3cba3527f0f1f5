import APISpec
import JSON

/// One rule of style about an OpenAPI document, called as Spectral calls it.
protocol OpenAPIRule: Sendable {
    var name: String { get }
    var severity: Finding.Severity { get }
    /// How to mend what it finds.
    var remedy: String { get }

    func faults(in document: PublishedDocument) -> [RuleFault]
}

/// One place that breaks a rule.
struct RuleFault {
    let node: Node
    /// What is wrong there, in one sentence without a full stop.
    let message: String
}

/// Every rule, in the order of their names.
let openAPIRules: [any OpenAPIRule] = [
    ArrayItemsRule(), DuplicatedEnumEntryRule(), InfoContactRule(), InfoDescriptionRule(), InvalidReferenceRule(),
    NoEvalInMarkdownRule(), NoReferenceSiblingsRule(), NoScriptTagsInMarkdownRule(), APIServersRule(),
    ExampleValueRule(), OperationSecurityDefinedRule(), ServerTrailingSlashRule(), UnusedComponentRule(),
    TagsUniquenessRule(), OperationDescriptionRule(), OperationIDRule(), OperationIDInURLRule(),
    OperationSuccessResponseRule(), OperationTagDefinedRule(), OperationTagsRule(), PathDeclarationsRule(),
    PathKeysNoTrailingSlashRule(), PathNotIncludeQueryRule(), PathParamsRule(), TypedEnumRule(),
]
