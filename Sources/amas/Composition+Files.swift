import Agents
import Foundation
import Outbound

extension Composition {
    /// What agents may read: what agents.yaml says, and in development the folder the server was started in.
    ///
    /// Never the server's own data and the secret that signs tokens, whatever folder they lie in.
    func filePolicy(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(StartProblem) -> FilePolicy {
        let secrets = [command.data] + [environment["AMAS_TOKEN_SECRET_FILE"]].compactMap { $0 }
        do {
            let own = try FilePolicy(
                allow: command.dev ? [FileManager.default.currentDirectoryPath] : [],
                deny: secrets.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })
            return agents.files.adding(own)
        } catch {
            let paths = error.faults.map { "\($0.rule): \($0.message)" }.joined(separator: "; ")
            throw StartProblem("agents cannot be kept from the server's own files: \(paths)")
        }
    }
}
