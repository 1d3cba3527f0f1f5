import APISpec

/// A request whose parameters are decoded; what is wrong with them waits for what is wrong with the body.
struct DecodedRequest: Sendable {
    var negotiated: NegotiatedRequest
    var parameters: Parameters
    var faults: [Fault]
}

/// Stage 6: from text to typed values, checked by their schemas, defaults filled in.
struct ParameterDecoding: Sendable {
    func decode(_ negotiated: NegotiatedRequest) -> DecodedRequest {
        let matched = negotiated.limited.matched
        let plan = matched.route.parameters
        let query = QueryPairs(matched.request.query)
        var decoded = DecodedRequest(negotiated: negotiated, parameters: Parameters(), faults: query.faults)
        for decoder in plan.decoders {
            let texts = texts(for: decoder, in: matched, query)
            decoder.decode(texts, into: &decoded)
        }
        decoded.faults += plan.unknown(in: query)
        return decoded
    }

    /// What the request holds for a parameter, as it is written there.
    private func texts(
        for decoder: ParameterDecoder, in matched: MatchedRequest, _ query: QueryPairs
    ) -> [Substring] {
        switch decoder.place {
        case .path:
            return decoder.segment.flatMap { matched.segments.indices.contains($0) ? matched.segments[$0] : nil }
                .map { [$0] } ?? []
        case .query: return query.values(of: decoder.name)
        case .header: return matched.request.headers.all(decoder.name).map { $0[...].trimmed }
        case .cookie: return CookiePairs.values(of: decoder.name, in: matched.request.headers)
        }
    }
}
