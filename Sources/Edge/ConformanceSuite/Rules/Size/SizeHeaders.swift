import APISpec

/// A request with too many header fields.
struct SizeHeaders: Probe {
    static let rule = Rule(
        "size.headers", "More than request.header_count fields are refused with HEADERS_TOO_LARGE",
        basis: "request.header_count of limits.yaml")

    func run(_ run: Run) async throws(Abort) {
        guard var many = run.headAsk(Self.rule) else { return }
        let limits = run.spec.contract.limits.request
        let count = limits.headerCount - many.request.headers.count
        guard count > 0, count * 16 < limits.headBytes else {
            return run.skip(Self.rule, "limits", "request.head_bytes is met before request.header_count")
        }
        many.attempt = "\(limits.headerCount + 1) fields"
        many.request.headers += (0..<count).map { ("X-Filler-\($0)", "1") }
        guard let response = try await run.send(many) else { return }
        run.expect(
            "HEADERS_TOO_LARGE", Self.rule, many, response,
            because: run.spec.location(ofLimit: "request", "header_count"))
    }
}
