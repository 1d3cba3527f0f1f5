import APISpec

/// The Content-Type of an answer is one that the operation declares for its status.
struct ResponseMediaType: Watch {
    static let rule = Rule(
        "response.media-type", "The Content-Type is one that is declared for the status",
        basis: "content of the response", fault: 200)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let declared = exchange.declared, exchange.ask.request.method != "HEAD" else { return }
        run.check(Self.rule, exchange.ask)
        let got = exchange.response.mediaType
        let isEmpty = (declared.mediaTypes.isEmpty || exchange.hasNoContent) && exchange.response.body.isEmpty
        if isEmpty || exchange.response.range.flatMap({ declared.response.content(for: $0) }) != nil { return }
        // How a refusal looks that is not declared is the server's own affair.
        if run.spec.isAnybodys, exchange.response.status >= 400, declared.mediaTypes.isEmpty { return }
        run.fail(
            Self.rule, exchange.ask,
            expected: declared.mediaTypes.isEmpty ? "no content" : declared.mediaTypes.joined(separator: " or "),
            got: "\(exchange.response.status) with \(got ?? "no Content-Type")", spec: declared.location)
    }
}

extension Exchange {
    /// Whether the status leaves no room for a body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5).
    var hasNoContent: Bool { [204, 205, 304].contains(response.status) }

    /// The declared response, unless the question was put with another method than the operation's.
    var declared: JudgedResponse? {
        guard let one = ask.operation, ask.request.method == one.operation.method || ask.request.method == "HEAD"
        else { return nil }
        return one.response(for: response.status)
    }
}
