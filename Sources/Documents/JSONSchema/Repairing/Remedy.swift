import JSON

/// One way to mend one fault.
struct Remedy {
    var operations: [JSONPatch.Operation]
    /// How far it departs from what was sent: 1 keeps all of it, beyond 4 something is made up.
    var cost: Double
    /// Places in the changed value that hold a stand-in.
    var holes: [JSONPointer] = []
    /// Places whose content is not kept.
    var losses: [JSONPointer] = []
}

extension Remedy {
    /// Another value in place of what is there.
    static func put(_ value: JSONValue, at place: JSONPointer, cost: Double, loses: Bool = false) -> Remedy {
        Remedy(operations: [.replace(place, value)], cost: cost, losses: loses ? [place] : [])
    }

    /// A guess in place of what is there: fits, and should be looked at.
    static func guess(_ value: JSONValue, at place: JSONPointer, cost: Double) -> Remedy {
        Remedy(operations: [.replace(place, value)], cost: cost, holes: [place])
    }

    static func drop(_ place: JSONPointer, cost: Double, loses: Bool = true) -> Remedy {
        Remedy(operations: [.remove(place)], cost: cost, losses: loses ? [place] : [])
    }
}
