import APISpec
import JSON

/// No URL of a server ends with a slash: a path begins with one.
struct ServerTrailingSlashRule: OpenAPIRule {
    let name = "oas3-server-trailing-slash"
    let severity = Finding.Severity.low
    let remedy = "Leave the slash at the end out."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        (document.root["servers"].map { Array($0.elements) } ?? []).compactMap { server in
            guard let node = server["url"], let url = node.string, url != "/", url.hasSuffix("/") else { return nil }
            return RuleFault(node: node, message: "the server's URL \"\(url)\" ends with a slash")
        }
    }
}
