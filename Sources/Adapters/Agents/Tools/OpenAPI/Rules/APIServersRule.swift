import APISpec
import JSON

/// The document says where the API is.
struct APIServersRule: OpenAPIRule {
    let name = "oas3-api-servers"
    let severity = Finding.Severity.low
    let remedy = "List at least one server with its URL under \"servers\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        guard (document.root["servers"]?.count ?? 0) == 0 else { return [] }
        return [RuleFault(node: document.root["servers"] ?? document.root, message: "the document names no servers")]
    }
}
