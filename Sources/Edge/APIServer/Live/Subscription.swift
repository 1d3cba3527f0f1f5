/// Which tasks one WebSocket client has asked to hear of.
///
/// A client that never subscribes hears of every task it may see; the first `subscribe_task` narrows that to the
/// tasks named. `unsubscribe_task` before any subscription silences just that task.
struct Subscription: Sendable, Equatable {
    private enum Scope: Sendable, Equatable {
        case everything(except: Set<String>)
        case only(Set<String>)
    }

    private var scope = Scope.everything(except: [])

    /// Tasks named so far: bounded by `websocket.subscriptions` of limits.yaml.
    var count: Int {
        switch scope {
        case .everything(let silenced): silenced.count
        case .only(let tasks): tasks.count
        }
    }

    mutating func subscribe(to task: String) {
        switch scope {
        case .everything: scope = .only([task])
        case .only(let tasks): scope = .only(tasks.union([task]))
        }
    }

    mutating func unsubscribe(from task: String) {
        switch scope {
        case .everything(let silenced): scope = .everything(except: silenced.union([task]))
        case .only(let tasks): scope = .only(tasks.subtracting([task]))
        }
    }

    func wants(_ task: String) -> Bool {
        switch scope {
        case .everything(let silenced): !silenced.contains(task)
        case .only(let tasks): tasks.contains(task)
        }
    }
}
