public import JSON

/// Changes that make a value fit its schema, checked by that schema.
public struct Repair: Sendable, Equatable {
    /// Applied to the value it was made for, it gives one that the schema accepts.
    public var patch: JSONPatch
    /// Places in the changed value that hold a stand-in: it fits the schema, and only the sender knows the right one.
    public var holes: [JSONPointer]
    /// Places in the value as it was sent whose content the patch does not keep: cut, rounded, brought within bounds or
    /// left out.
    public var losses: [JSONPointer]

    public init(patch: JSONPatch, holes: [JSONPointer] = [], losses: [JSONPointer] = []) {
        self.patch = patch
        self.holes = holes
        self.losses = losses
    }
}

/// What one repair may cost, so that no client can buy work with refused requests.
public struct RepairLimits: Sendable {
    /// Values in the instance; larger ones are not repaired.
    public var values = 20_000
    /// Changed instances that are judged.
    public var trials = 64
    /// Values of all those together.
    public var triedValues = 150_000
    /// Steps of judging and explaining them all.
    public var steps = 100_000
    /// Operations of a patch.
    public var operations = 16

    public init() {}
}

extension CompiledSchema {
    /// The cheapest changes found that make `instance` fit; nil if it fits already, or if none were found within
    /// `limits`.
    ///
    /// Changes that keep what was meant come first: a text that is a number becomes that number, a misspelt name the
    /// declared one. Nothing that `writeOnly` or `format: password` protects stands in the patch. The result is the same
    /// for the same instance and schema.
    public func repair(
        of instance: Node, direction: Direction = .none, limits: RepairLimits = RepairLimits()
    ) -> Repair? {
        let value = JSONValue(instance)
        guard value.valueCount <= limits.values else { return nil }
        var search = RepairSearch(schema: self, direction: direction, limits: limits)
        guard let found = search.run(value), !search.revealsSecrets(found, of: value) else { return nil }
        return found
    }
}

extension JSONValue {
    /// Itself and everything in it.
    var valueCount: Int {
        switch self {
        case .array(let elements): elements.reduce(1) { $0 + $1.valueCount }
        case .object(let object): object.reduce(1) { $0 + $1.value.valueCount }
        default: 1
        }
    }
}
