import APISpec
import JSON

/// No title or description holds a script element, which a page might run.
struct NoScriptTagsInMarkdownRule: OpenAPIRule {
    let name = "no-script-tags-in-markdown"
    let severity = Finding.Severity.high
    let remedy = "Remove it: documentation pages show this text as HTML."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        DocumentWalk(document.root).flatMap { node in
            ["title", "description"].compactMap { node[$0] }.filter { $0.string?.contains("<script") == true }.map {
                RuleFault(node: $0, message: "the text holds a script element")
            }
        }
    }
}
