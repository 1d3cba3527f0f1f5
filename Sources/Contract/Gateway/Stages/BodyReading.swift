/// A request that keeps to the contract, whole.
struct ValidRequest: Sendable {
    var call: Call
    var negotiated: NegotiatedRequest
}

/// Stage 7: from bytes to a valid document; the last before the handler, it throws every fault found so far.
struct BodyReading: Sendable {
    /// - Throws: PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, or VALIDATION_ERROR with every fault.
    func read(_ decoded: DecodedRequest) throws(Refusal) -> ValidRequest {
        let matched = decoded.negotiated.limited.matched
        let (body, faults) = try matched.route.body.read(matched.request)
        let all = decoded.faults + faults
        guard all.isEmpty else { throw .invalid(all) }
        let call = Call(
            operation: matched.route.operation, caller: decoded.negotiated.limited.caller,
            parameters: decoded.parameters, body: body, mediaType: decoded.negotiated.mediaType,
            requestID: matched.request.id, trace: matched.request.trace, peer: matched.request.peer,
            headers: matched.request.headers)
        return ValidRequest(call: call, negotiated: decoded.negotiated)
    }
}
