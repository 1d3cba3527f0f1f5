/// The requests that lead to a finding from nothing: what is asked about is made anew, then asked about.
struct Reproduction: Sendable, Equatable {
    /// Where an answer names what it has made.
    enum Source: Sendable, Equatable {
        /// A member of its JSON body.
        case member(String)
        /// The last segment of its Location.
        case location
    }

    struct Step: Sendable, Equatable {
        var request: RawRequest
        /// The id that its answer gave; the next requests take the one of the new answer.
        var made: String?
        var source = Source.location
    }

    /// In their order; each must succeed.
    var preparation: [Step]
    var ask: Ask
    /// What was answered.
    var status: Int
    var code: String?

    static func == (left: Reproduction, right: Reproduction) -> Bool {
        left.preparation == right.preparation && left.ask.request == right.ask.request && left.status == right.status
            && left.code == right.code
    }

    /// Status and code, such as "404 TASK_NOT_FOUND".
    var answer: String { "\(status)" + (code.map { " \($0)" } ?? "") }

    /// Every request, in order.
    var requests: [RawRequest] { preparation.map(\.request) + [ask.request] }
}

extension RawRequest {
    /// With a text put in place of another wherever it stands.
    func replacing(_ old: String, by new: String) -> RawRequest {
        guard !old.isEmpty else { return self }
        var copy = self
        copy.target = target.replacing(old, with: new)
        copy.headers = headers.map { ($0.name, $0.value.replacing(old, with: new)) }
        if let body, let text = String(validating: body, as: UTF8.self), text.contains(old) {
            copy.body = Array(text.replacing(old, with: new).utf8)
        }
        return copy
    }

    /// Longer bodies are fillers, which name nothing.
    private static let longestBody = 1 << 16

    /// What could be an id in the target or in the body: each run of characters that need no encoding in a path (RFC 3986
    /// section 2.3) and of ":" or "@".
    var words: Set<Substring> {
        var texts = [target]
        if let body, body.count <= Self.longestBody { texts.append(String(decoding: body, as: UTF8.self)) }
        return Set(texts.flatMap { text in text.split { !Self.isOfWord($0) } })
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || "-._~:@".contains(character)
    }

    /// With another end to its Idempotency-Key, so that it is no repetition of an earlier request.
    func renewed(_ digits: String) -> RawRequest {
        var copy = self
        copy.headers = headers.map { field in
            guard field.name.lowercased() == "idempotency-key", field.value.count >= digits.count else { return field }
            return (field.name, field.value.dropLast(digits.count) + digits)
        }
        return copy
    }
}
