import APISpec
import JSON

/// No title or description holds a call of eval, which a page might run.
struct NoEvalInMarkdownRule: OpenAPIRule {
    let name = "no-eval-in-markdown"
    let severity = Finding.Severity.high
    let remedy = "Remove it: documentation pages show this text as HTML."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        DocumentWalk(document.root).flatMap { node in
            ["title", "description"].compactMap { node[$0] }.filter { $0.string?.contains("eval(") == true }.map {
                RuleFault(node: $0, message: "the text holds eval(")
            }
        }
    }
}
