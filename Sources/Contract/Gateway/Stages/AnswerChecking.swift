import APISpec
import JSON
import JSONSchema

/// A promise of the contract that an answer of ours breaks.
struct Breach: Error, Equatable {
    /// For the log: where in the answer, which rule, and the line that makes it.
    var detail: String
}

/// Stage 8: from a handler's answer to a reply, if the contract declares it so.
struct AnswerChecking: Sendable {
    /// - Throws: `Breach` for a status, media type, content or required header that the contract declares otherwise.
    func check(_ answer: Answer, to valid: ValidRequest) throws(Breach) -> Reply {
        let operation = valid.call.operation
        guard let response = operation.response(for: answer.status) else {
            throw Breach(detail: "status \(answer.status) is not declared")
        }
        var headers = StandingHeaders.fields(requestID: valid.call.requestID, valid.negotiated.limited.fields)
        for (name, value) in answer.headers { headers.set(name, value) }
        var bytes: [UInt8] = []
        if answer.body != nil || answer.stream != nil {
            let (type, name) = try mediaType(
                headers["content-type"], valid.negotiated.mediaType, response, answer.status)
            headers.set("Content-Type", name)
            if let body = answer.body { bytes = try encode(body, as: type, called: name) }
        } else if !response.content.isEmpty {
            throw Breach(detail: "status \(answer.status) is declared with content, and there is none")
        }
        if let name = response.requiredHeaders.first(where: { headers[$0] == nil }) {
            throw Breach(detail: "the header \(name) is declared as required, and is missing")
        }
        return Reply(status: answer.status, headers: headers, body: bytes, stream: answer.stream)
    }

    /// A refusal of a handler must be among the codes of its operation, where the contract lists them.
    func check(_ refusal: Refusal, of operation: Operation) throws(Breach) {
        guard operation.errorCodes.isEmpty || operation.errorCodes.contains(refusal.code) else {
            throw Breach(detail: "the code \(refusal.code) is not among the x-error-codes")
        }
    }

    /// The one that the handler names, else the one negotiated, else the first declared for this status; as the
    /// contract has it, and as the answer calls it.
    private func mediaType(
        _ named: String?, _ negotiated: String?, _ response: Response, _ status: Int
    ) throws(Breach) -> (MediaType, String) {
        guard let first = response.content.first else {
            throw Breach(detail: "status \(status) is declared without content, and there is some")
        }
        if let named {
            guard let media = ContentType(named)?.media, let type = response.content(for: media) else {
                throw Breach(detail: "the media type \(named) is not declared for status \(status)")
            }
            return (type, named)
        }
        if let negotiated {
            if let same = response.content.first(where: { $0.name == negotiated }) { return (same, negotiated) }
            if let type = MediaRange(negotiated).flatMap({ response.content(for: $0) }) { return (type, negotiated) }
        }
        return (first, Produced(first)?.usualName ?? first.name)
    }

    private func encode(_ body: JSONValue, as type: MediaType, called name: String) throws(Breach) -> [UInt8] {
        let node = Document(body).root
        if let violation = type.schema?.violations(of: node, direction: .response, limit: 1).first {
            let place = violation.schema.map { " (\($0))" } ?? ""
            throw Breach(
                detail: "body\(violation.instance): \(violation.keyword): \(violation.message)\(place)")
        }
        if let text = node.string, !isJSON(type, name) { return Array(text.utf8) }
        return node.jsonBytes
    }

    /// A range says nothing of its own.
    private func isJSON(_ type: MediaType, _ name: String) -> Bool {
        guard let range = type.range, range.isConcrete else { return MediaRange(name)?.isJSON ?? false }
        return range.isJSON
    }
}
