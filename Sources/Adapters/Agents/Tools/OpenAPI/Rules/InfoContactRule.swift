import APISpec
import JSON

/// The document says whom to ask.
struct InfoContactRule: OpenAPIRule {
    let name = "info-contact"
    let severity = Finding.Severity.info
    let remedy = "Add \"contact\" to \"info\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        guard let info = document.root["info"], info.kind == .object, info["contact"] == nil else { return [] }
        return [RuleFault(node: info, message: "\"info\" has no \"contact\"")]
    }
}
