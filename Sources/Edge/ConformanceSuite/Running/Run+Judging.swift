import APISpec
import JSON

/// Writing down what was found.
extension Run {
    func isWanted(_ rule: Rule) -> Bool { selection.has(rule) }

    /// Counts one check of a rule.
    ///
    /// - Parameter place: the line of the specification that is checked, besides that of the operation.
    func check(_ rule: Rule, _ ask: Ask, because place: SourceLocation? = nil) {
        let places = [ask.operation?.location, place].compactMap { $0 }
        if isWanted(rule) { ledger.check(rule.id, ask.subject, at: places + watchedPlaces) }
    }

    func check(_ rule: Rule, _ subject: String, because place: SourceLocation? = nil) {
        if isWanted(rule) { ledger.check(rule.id, subject, at: [place].compactMap { $0 }) }
    }

    func skip(_ rule: Rule, _ subject: String, _ why: String, _ kind: Ledger.Skip = .notReached) {
        if isWanted(rule) { ledger.skip(rule.id, subject, why, kind) }
    }

    func doubt(_ rule: Rule, _ subject: String, _ why: String) {
        if isWanted(rule) { ledger.doubt(rule.id, subject, why) }
    }

    /// Something that is the specification's fault; told once.
    func contradict(_ one: Contradiction) {
        if knownContradictions.insert(one).inserted { contradictions.append(one) }
    }

    func fail(_ rule: Rule, _ ask: Ask, expected: String, got: String, spec place: SourceLocation? = nil) {
        var finding = Finding(
            rule: rule.id, subject: ask.subject, attempt: ask.attempt, expected: expected, got: got,
            spec: place ?? ask.operation?.location, curl: "")
        // What leads to a finding is looked up for those alone that are kept.
        if ledger.hasRoom(finding) {
            finding.curl = curl.line(ask.request, at: address)
            finding.reproduction = isAskingAgain ? nil : trace.reproduction(of: ask)
        }
        find(finding)
    }

    func find(_ finding: Finding) {
        guard isWanted(Rule(finding.rule, finding.rule, basis: "")) else { return }
        if ledger.find(finding), !isAskingAgain { tell(.finding(finding)) }
        if selection.endsAtFirstFinding { isOver = true }
    }

    /// Counts a check and holds the answer against a code of the catalogue: its status, and the code itself.
    @discardableResult
    func expect(
        _ code: String, _ rule: Rule, _ ask: Ask, _ response: RawResponse, because place: SourceLocation? = nil
    ) -> Bool {
        check(rule, ask, because: place)
        if isWanted(rule), let line = spec.location(ofCode: code) { ledger.show(rule.id, at: line) }
        let status = spec.status(of: code) ?? 0
        // A document of anybody's has no codes, and may call what is invalid unprocessable.
        if spec.isAnybodys, response.status == status || (code == "VALIDATION_ERROR" && response.status == 422) {
            return true
        }
        let isEmptyHead = ask.request.method == "HEAD"
        if response.status == status, isEmptyHead || response.errorCode == code { return true }
        if response.status == status, lacksItsCode(response, ask) { return false }
        let isOther = response.status != status
        fail(
            rule, ask, expected: "\(status) \(code)", got: response.summary,
            spec: (isOther && response.errorCode == code ? spec.location(ofCode: code) : place)
                ?? spec.location(ofCode: code))
        return false
    }

    /// Whether a refusal has no code at all, which error.body has found: that says nothing of what was asked.
    func lacksItsCode(_ response: RawResponse, _ ask: Ask) -> Bool {
        response.errorCode == nil && ledger.hasFinding(ErrorBody.rule.id, ask.subject)
    }

    /// Counts a check and holds the answer against the declared 2xx answers.
    @discardableResult
    func expectSuccess(_ rule: Rule, _ ask: Ask, _ response: RawResponse, because place: SourceLocation? = nil) -> Bool
    {
        if response.status >= 500, isUnanswerable(ask) {
            skip(rule, ask.subject, "the specification contradicts itself: no answer fits")
            return false
        }
        check(rule, ask, because: place)
        if ask.operation?.isSuccess(response.status) ?? (200..<300 ~= response.status) { return true }
        let declared = ask.operation?.successes.compactMap(\.response.status) ?? []
        let wanted = declared.isEmpty ? "2xx" : declared.map { String($0) }.joined(separator: " or ")
        fail(rule, ask, expected: wanted, got: response.summary + faults(of: response), spec: place)
        return false
    }

    /// What a refusal says was wrong with the request.
    private func faults(of response: RawResponse) -> String {
        guard let fault = response.json?.root["errors"]?[0] else { return "" }
        let text = [fault["in"], fault["pointer"], fault["message"]].compactMap { $0?.string }.joined(separator: " ")
        return " (\(text.prefix(200)))"
    }
}
