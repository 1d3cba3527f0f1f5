public import APISpec
import Gateway
public import JSON
import Orchestration

extension APIServer {
    /// Where the contract promises what this server cannot do, or leaves out what it does.
    ///
    /// Operations without a handler and handlers without an operation; commands without a verb; events that the server
    /// sends and asyncapi.yaml does not declare; error codes that it answers with and errors.yaml does not hold.
    public static func unservedPromises(of contract: Contract) -> [Diagnostic] {
        Gateway.problems(of: contract, handlers: operationIDs) + missingMessages(contract.events)
            + missingCodes(contract.errors)
    }

    /// The operation ids that have a handler.
    public static let operationIDs: Set<String> = [
        Set(AuthHandlers.operations.keys), Set(TaskHandlers.operations.keys), Set(AgentHandlers.operations.keys),
        Set(SystemHandlers.operations.keys), Set(TaskEventHandlers.operations.keys),
        Set(PredictionHandlers.operations.keys), Set(IntegrationHandlers.operations.keys),
        Set(DocumentHandlers.operations.keys),
    ].reduce([]) { $0.union($1) }

    private static func missingMessages(_ contract: EventContract?) -> [Diagnostic] {
        guard let contract else { return [] }
        let sent = EventKind.allCases.map(\.rawValue) + ["connected", "heartbeat", "ack", "error"]
        let undeclared = sent.filter { contract.events[$0] == nil }.map { name in
            Diagnostic(
                code: "event-not-declared", "the server sends \"\(name)\", which asyncapi.yaml does not declare",
                help: "add a message \(name) to the channel \(contract.path)")
        }
        let unserved = contract.commands.values.filter { !LiveCommand.names.contains($0.name) }.map { command in
            Diagnostic(
                code: "command-not-served", "the server has no command \"\(command.name)\"",
                help: Suggestion.nearest(to: command.name, among: LiveCommand.names).map { "did you mean \"\($0)\"?" },
                location: command.location)
        }
        return undeclared + unserved
    }

    private static func missingCodes(_ catalogue: ErrorCatalogue) -> [Diagnostic] {
        ErrorMapping.codes.filter { catalogue[$0] == nil }.map { code in
            let declared = catalogue.entries.map(\.code)
            let near = Suggestion.nearest(to: code, among: declared).map { "; is it the entry \($0)?" } ?? ""
            return Diagnostic(
                code: "error-not-declared", "the server answers with \(code), which errors.yaml does not hold",
                help: "add an entry \(code)\(near)")
        }
    }
}
