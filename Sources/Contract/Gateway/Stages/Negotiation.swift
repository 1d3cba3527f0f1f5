import APISpec

/// A request whose answer has a media type the caller takes.
struct NegotiatedRequest: Sendable {
    var limited: LimitedRequest
    /// Nil where the answers have no content.
    var mediaType: String?
}

/// Stage 5: chooses among the media types of the operation by the Accept field (RFC 9110 section 12).
struct Negotiation: Sendable {
    /// - Throws: NOT_ACCEPTABLE where the caller takes none of them.
    func choose(_ limited: LimitedRequest) throws(Refusal) -> NegotiatedRequest {
        let produced = limited.matched.route.produced
        let values = limited.matched.request.headers.all("accept")
        guard !values.isEmpty, !produced.isEmpty else {
            return NegotiatedRequest(limited: limited, mediaType: produced.first?.usualName)
        }
        let accept = AcceptHeader(values)
        var best: (name: String, quality: Int, isNamed: Bool)?
        for type in produced {
            let (media, quality) =
                type.range.isConcrete
                ? (type.range, accept.quality(of: type.range)) : accept.choice(in: type.range, usual: type.usual)
            let isNamed = accept.names(media)
            // Of two that are wanted alike, the one that was asked for to the letter.
            guard quality > best?.quality ?? 0 || (quality == best?.quality && isNamed && best?.isNamed == false) else {
                continue
            }
            best = (media == type.usual ? type.usualName : media.name, quality, isNamed)
        }
        guard let best else {
            throw Refusal("NOT_ACCEPTABLE", ["available": produced.map(\.name).joined(separator: ", ")])
        }
        return NegotiatedRequest(limited: limited, mediaType: best.name)
    }
}
