import APISpec
import JSON

/// Every $ref leads somewhere.
struct InvalidReferenceRule: OpenAPIRule {
    let name = "invalid-ref"
    let severity = Finding.Severity.high
    let remedy = "Correct the reference, or add what it refers to."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        DocumentWalk(document.root).compactMap { node in
            guard let reference = node["$ref"], let text = reference.string
            else { return nil }
            // What lies on another server is not looked at.
            guard !ReferenceText.isRemote(text), !Self.isLeading(text, from: reference, in: document) else {
                return nil
            }
            let fault = document.brokenReference(text, at: reference)
            return RuleFault(
                node: reference, message: [fault.message, fault.help].compactMap { $0 }.joined(separator: ": "))
        }
    }

    /// An anchor of 3.1 names a schema anywhere in the document.
    private static func isLeading(_ text: String, from node: Node, in document: PublishedDocument) -> Bool {
        if document.target(of: text, from: node) != nil { return true }
        guard text.hasPrefix("#"), !text.hasPrefix("#/") else { return false }
        let anchor = String(text.dropFirst())
        return DocumentWalk(document.root).contains {
            $0["$anchor"]?.string == anchor || $0["$dynamicAnchor"]?.string == anchor
        }
    }
}
