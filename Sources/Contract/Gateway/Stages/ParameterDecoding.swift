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
        let input = ParameterInput(matched)
        var decoded = DecodedRequest(negotiated: negotiated, parameters: Parameters(), faults: input.query.faults)
        for decoder in plan.decoders { decoder.decode(input, into: &decoded) }
        decoded.faults += plan.unknown(in: input.query)
        return decoded
    }
}
