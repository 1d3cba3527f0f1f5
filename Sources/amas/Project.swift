import APIServer
import APISpec
import Agents
import ArgumentParser
import Foundation
import Integrations
import JSON
import YAML

/// What the YAML files say, read once: the compiled parts, and everything that is wrong with them.
struct Project {
    var contract: Contract?
    var agents: AgentCatalogue?
    var integrations: IntegrationCatalogue?
    var diagnostics = Diagnostics()
    var fileCount = 0
    /// Of a single OpenAPI document: how many operations it declares, and how many of them no error touches.
    var operations: (compiled: Int, declared: Int)?

    /// Reads and checks all files together, so that every mistake of every file is known before anything stops.
    ///
    /// - Throws: `ExitCode.couldNotRun` after saying which file could not be read.
    static func read(_ options: FileOptions) throws -> Project {
        var project = Project()
        let isFolder = try FileReading.isFolder(options.spec)
        let files = try FileReading.specFiles(options.spec)
        project.readContract(files, isOurs: isFolder)
        if isFolder { project.readIntegrations(files) }
        if isFolder || FileReading.exists(options.agents) {
            project.readAgents(try FileReading.bytes(options.agents), file: options.agents)
        }
        return project
    }

    /// `isOurs` is false for a single OpenAPI document, which need not be served by our handlers.
    private mutating func readContract(_ files: SpecFiles, isOurs: Bool) {
        fileCount += files.files.count
        let reading = SpecReading(files, handlers: isOurs ? APIServer.operationIDs : nil)
        diagnostics.append(contentsOf: reading.diagnostics)
        if !isOurs { operations = (reading.contract.operations.count, reading.declaredOperations) }
        guard !Diagnostics(reading.diagnostics).hasErrors else { return }
        contract = reading.contract
        if isOurs { diagnostics.append(contentsOf: APIServer.unservedPromises(of: reading.contract)) }
    }

    /// Counted among the files of the specification already; what they all read badly is said once.
    private mutating func readIntegrations(_ files: SpecFiles) {
        let file = "\(files.root)/integrations.yaml"
        guard let bytes = files.files[file] else {
            diagnostics.append(
                Diagnostic(
                    code: "missing-file", "\(file) is missing", help: "copy it from the distribution; it may be edited")
            )
            return
        }
        do throws(Diagnostics) {
            let loaded = try IntegrationCatalogue.load(bytes, file: file)
            diagnostics.append(contentsOf: loaded.warnings)
            integrations = loaded.catalogue
        } catch {
            diagnostics.append(contentsOf: error.items.filter { !diagnostics.items.contains($0) })
        }
    }

    private mutating func readAgents(_ bytes: [UInt8], file: String) {
        fileCount += 1
        do throws(Diagnostics) {
            let loaded = try AgentCatalogue.load(bytes, file: file, tools: Tools.all)
            diagnostics.append(contentsOf: loaded.warnings)
            agents = loaded.catalogue
        } catch {
            diagnostics.append(contentsOf: error.items)
        }
    }
}
