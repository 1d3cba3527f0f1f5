/// What became of one node.
struct NodeVerdict: Sendable {
    let node: SpecNode
    let standing: Standing
    /// The change that showed it; nil for one that needed none.
    let mutation: Mutation?
    let rule: String
    let finding: String

    init(_ node: SpecNode, _ standing: Standing, _ mutation: Mutation? = nil, rule: String = "", finding: String = "") {
        self.node = node
        self.standing = standing
        self.mutation = mutation
        self.rule = rule
        self.finding = finding
    }

    /// What is for readers need only be published; what says how the server behaves must be seen in requests.
    var isProven: Bool {
        switch standing {
        case .enforced, .refused, .watched: true
        case .published: node.isText
        case .dead, .untried: false
        }
    }
}
