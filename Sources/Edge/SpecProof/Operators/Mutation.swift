import JSON
import SchemaInstances

/// One change of one file, made to be noticed.
struct Mutation: Sendable {
    /// Who reads the changed file.
    enum Side: String, Sendable {
        /// The server keeps to the changed file, the judge to the file as it is.
        case served
        /// The judge reads the changed file, the server the file as it is: for lines that only a judge follows.
        case judged
    }

    /// Such as "bound".
    let name: String
    /// In words, such as "maximum 10 becomes 11".
    let what: String
    let edits: [Edit]
    var side = Side.served

    /// The file as the change leaves it.
    func applied(to tree: JSONValue) -> JSONValue { edits.reduce(tree) { $1.applied(to: $0) } }
}

/// A step of a mutation, by the path from the root of the file.
enum Edit: Sendable, Equatable {
    case set([String], JSONValue)
    case remove([String])
    /// Gives a member another name, in its place.
    case rename([String], to: String)

    func applied(to tree: JSONValue) -> JSONValue {
        switch self {
        case .set(let path, let value): return tree.replacing(path[...], with: value) ?? tree
        case .remove(let path): return tree.replacing(path[...], with: nil) ?? tree
        case .rename(let path, let name):
            guard let old = path.last, let parent = tree.at(path.dropLast()), let object = parent.objectValue else {
                return tree
            }
            let renamed = JSONObject(object.map { ($0.key == old ? name : $0.key, $0.value) })
            return tree.replacing(path.dropLast(), with: .object(renamed)) ?? tree
        }
    }
}

/// A kind of change that means something at some nodes.
protocol MutationOperator: Sendable {
    var name: String { get }
    /// What it changes at this node, the change that is noticed most surely first; nothing where it means nothing.
    func mutations(of node: SpecNode) -> [Mutation]
}

extension MutationOperator {
    func mutation(_ what: String, _ edits: Edit...) -> Mutation { Mutation(name: name, what: what, edits: edits) }

    /// The value of the node becomes another.
    func setting(_ node: SpecNode, _ value: JSONValue) -> Mutation {
        let old = node.isContainer ? "" : "\(node.value.shortText) "
        return mutation("\(node.word) \(old)becomes \(value.shortText)", .set(node.path, value))
    }
}

extension Node {
    /// Its JSON text, cut.
    var shortText: String { String(String(decoding: jsonBytes, as: UTF8.self).prefix(60)) }
}

extension JSONValue {
    var shortText: String { String(jsonText.prefix(60)) }
}
