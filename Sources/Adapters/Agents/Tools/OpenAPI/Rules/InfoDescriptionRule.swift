import APISpec
import JSON

/// The document says what the API is for.
struct InfoDescriptionRule: OpenAPIRule {
    let name = "info-description"
    let severity = Finding.Severity.low
    let remedy = "Add a \"description\" to \"info\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        guard let info = document.root["info"], info.kind == .object, info["description"]?.string?.isEmpty ?? true
        else {
            return []
        }
        return [RuleFault(node: info, message: "\"info\" has no \"description\"")]
    }
}
