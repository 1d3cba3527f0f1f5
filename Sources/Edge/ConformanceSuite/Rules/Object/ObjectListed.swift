import APISpec

/// Lists at the collection of an owned object hold only what the caller may see.
struct ObjectListed: Probe {
    static let rule = Rule(
        "object.listed", "Another person's object is not in a list", basis: "x-owner", fault: 306)

    func run(_ run: Run) async throws(Abort) {
        for list in run.spec.operations where list.isSafe {
            guard let item = run.spec.allOperations.first(where: { $0.isItem(of: list) && $0.ownerExceptions != nil }),
                let exceptions = item.ownerExceptions
            else { continue }
            for reader in run.identities where list.allows(reader.role) && !exceptions.contains(reader.role) {
                try await read(list, item, as: reader, run)
            }
        }
    }

    private func read(
        _ list: JudgedOperation, _ item: JudgedOperation, as reader: Identity, _ run: Run
    ) async throws(Abort) {
        for owner in run.identities where owner.user != reader.user { _ = try await run.ownPath(of: item, as: owner) }
        let base = run.base(of: list, as: reader, path: list.operation.path.text)
        let ask = run.ask(list, base, as: reader, "as \(reader.role)")
        guard let response = try await run.send(ask) else { return }
        run.check(Self.rule, ask)
        let text = String(decoding: response.body, as: UTF8.self)
        let others = run.objects.filter {
            $0.collection == list.operation.path.text && $0.owner != reader.user.username
        }
        if let seen = others.first(where: { text.contains("\"\($0.id)\"") }) {
            run.fail(
                Self.rule, ask, expected: "no object of \(seen.owner)", got: "\(seen.id)", spec: item.ownerLocation)
        }
    }
}
