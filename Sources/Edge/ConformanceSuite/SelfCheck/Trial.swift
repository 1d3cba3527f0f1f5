import APISpec

/// A server whose faults are known.
struct Trial: Sendable {
    /// Such as "fails at everything".
    let title: String
    let script: ScriptedServer.Script
    /// The rules it is judged by.
    let rules: [String]
    /// Those of them that must find something; the others must not.
    let faults: Set<String>

    static let all = [
        Trial(
            title: "keeps to its specification", script: { faithful($0, $1, $2) },
            rules: [
                "positive.example", "parameter.invalid", "body.invalid", "path.undeclared", "http.well-formed",
                "http.no-server-error", "response.status", "response.media-type", "response.json", "response.schema",
                "response.headers",
            ], faults: []),
        Trial(
            title: "takes everything", script: { _, _, _ in answer(200, #"{"name": "a", "size": 1}"#) },
            rules: ["parameter.invalid", "body.invalid", "path.undeclared", "content.wrong-type"],
            faults: ["parameter.invalid", "body.invalid", "path.undeclared", "content.wrong-type"]),
        Trial(
            title: "fails at everything", script: { _, _, _ in answer(500, "", type: "text/plain") },
            rules: ["positive.example", "http.no-server-error", "response.status"],
            faults: ["positive.example", "http.no-server-error", "response.status"]),
        Trial(
            title: "answers with something else",
            script: { _, _, _ in answer(200, #"{"name": 5}"#, fields: ["Version: one"]) },
            rules: ["response.schema", "response.headers"], faults: ["response.schema", "response.headers"]),
        Trial(
            title: "repeats a name in JSON",
            script: { _, _, _ in answer(200, #"{"name": "a", "name": "b", "size": 1}"#) },
            rules: ["response.json"], faults: ["response.json"]),
        Trial(
            title: "answers in another media type", script: { _, _, _ in answer(200, "a", type: "text/html") },
            rules: ["response.media-type"], faults: ["response.media-type"]),
        Trial(
            title: "has no Date", script: { _, _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
            rules: ["http.well-formed"], faults: ["http.well-formed"]),
    ]

    /// A document with one thing of each kind that the rules stand on.
    static func spec() throws -> JudgedSpec {
        try JudgedSpec(SpecFiles(document: "trial.yaml", content: Array(document.utf8)) { _ in nil })
    }
}
