import APISpec

/// The parts of a request that parameters are read from.
struct ParameterInput {
    /// What stands in place of the path's parameters, still percent-encoded.
    var segments: [Substring]
    var query: QueryPairs
    var headers: HeaderFields

    init(_ matched: MatchedRequest) {
        segments = matched.segments
        query = QueryPairs(matched.request.query)
        headers = matched.request.headers
    }

    init(segments: [Substring]) {
        self.segments = segments
        query = QueryPairs(nil)
        headers = HeaderFields()
    }

    /// Each occurrence of a parameter, as it is written.
    func texts(for decoder: ParameterDecoder) -> [Substring] {
        switch decoder.place {
        case .path: decoder.segment.flatMap { segments.indices.contains($0) ? [segments[$0]] : nil } ?? []
        case .query: query.values(of: decoder.name)
        case .header: headers.all(decoder.name).map { $0[...].trimmed }
        case .cookie: CookiePairs.values(of: decoder.name, in: headers)
        }
    }
}
