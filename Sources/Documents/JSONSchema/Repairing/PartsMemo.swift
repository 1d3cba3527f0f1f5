/// The schemas of the places that one search has looked at: it comes back to each of them for every changed value.
final class PartsMemo {
    struct Step: Hashable {
        /// The number of the parts that hold the place.
        let parent: Int
        let token: String
        let isElement: Bool
        let choice: SchemaParts.Choice
    }

    private var known: [Step: SchemaParts] = [:]
    private var count = 0

    /// What the step leads to, made if it was not taken before.
    func parts(_ step: Step, make: () -> SchemaParts) -> SchemaParts {
        if let parts = known[step] { return parts }
        let parts = make()
        known[step] = parts
        return parts
    }

    /// A number for parts that are made anew.
    func next() -> Int {
        count += 1
        return count
    }
}
