import Gateway
import JSON

/// One command of a WebSocket client, already valid by the contract.
struct LiveCommand: Sendable {
    enum Verb: Sendable, Equatable {
        case subscribe(task: String, since: Int64?)
        case unsubscribe(task: String)
        case ping
    }

    var name: String
    var verb: Verb
    /// The client's own mark, given back with the answer.
    var id: JSONValue?

    /// The task the command names.
    var task: String? {
        switch verb {
        case .subscribe(let task, _), .unsubscribe(let task): task
        case .ping: nil
        }
    }

    /// Nil for a command that the contract declares and this server has no verb for.
    init?(name: String, _ node: Node) {
        self.name = name
        id = node["id"].map { JSONValue($0) }
        let task = node["task_id"]?.string ?? ""
        switch name {
        case "subscribe_task": verb = .subscribe(task: task, since: node["since"]?.int.map(Int64.init))
        case "unsubscribe_task": verb = .unsubscribe(task: task)
        case "ping": verb = .ping
        default: return nil
        }
    }

    /// The names above, for the check at start-up that every declared command has a verb.
    static let names: Set<String> = ["subscribe_task", "unsubscribe_task", "ping"]
}
