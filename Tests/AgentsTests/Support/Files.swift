import JSON
import Testing

@testable import Agents

/// Agents files of the tests.
enum Files {
    /// A correct file; tests change one place of it.
    static let correct = """
        version: "1"
        metadata: {name: tests, license: MIT}
        x-own: ignored
        network:
          allow: ["127.0.0.0/8", "*.example.com:443"]
          deny: ["127.0.0.9"]
        files:
          allow: [/srv/code]
          deny: [/srv/code/private]
        defaults:
          limits: {timeout: 5m, concurrency: 2}
          step: {timeout: 30s, retry: {attempts: 2, backoff: 500ms}}
        agents:
          prober:
            type: pipeline
            display_name: Prober
            description: Probes a host.
            task_types: [probe]
            tags: [test]
            input_schema:
              type: object
              properties:
                ports: {type: array, items: {type: integer, minimum: 1}, default: [80, 443]}
                deep: {type: object, properties: {level: {type: integer, default: 1}}}
            limits: {timeout: 2m}
            steps:
              - id: scan
                uses: fake.scan
                with: {host: "${task.target}", ports: "${params.ports}"}
              - id: look
                uses: fake.look
                for_each: "${steps.scan.output.open}"
                as: port
                if: "${port.tls}"
                max_parallel: 2
                with:
                  host: "${task.target}"
                  port: "${port.number}"
                retry: {attempts: 3, backoff: 1s}
                weight: 4
              - id: merge
                uses: fake.merge
                needs: [scan, look]
                with: {lists: ["${pluck(steps.look.output, 'findings')}"]}
            result:
              summary: "${steps.merge.output.summary}"
              findings: "${steps.merge.output.findings}"
        """

    static let tools: [FakeTool] = [
        FakeTool(
            "fake.scan",
            [
                "type": "object", "required": ["host", "ports"], "additionalProperties": false,
                "properties": [
                    "host": ["type": "string"],
                    "ports": ["type": "array", "items": ["type": "integer", "minimum": 1, "maximum": 65_535]],
                ],
            ]),
        FakeTool(
            "fake.look",
            [
                "type": "object", "required": ["host", "port"], "additionalProperties": false,
                "properties": [
                    "host": ["type": "string"], "port": ["type": "integer"], "mode": ["enum": ["fast", "full"]],
                ],
            ]),
        FakeTool("fake.merge", ["type": "object", "properties": ["lists": ["type": "array"]]]),
    ]

    /// What loading `text` says, a line each: "12:7 error code: message | help".
    static func diagnostics(_ text: String) -> [String] {
        do throws(Diagnostics) {
            return try AgentCatalogue.load(Array(text.utf8), file: "agents.yaml", tools: tools).warnings.map(line)
        } catch {
            return error.items.map(line)
        }
    }

    /// The correct file with one text, which must be there exactly once, replaced.
    static func replacing(_ old: String, with new: String) throws -> String {
        try #require(correct.ranges(of: old).count == 1, "\(old)")
        return correct.replacing(old, with: new)
    }

    private static func line(_ item: Diagnostic) -> String {
        let place = item.location.map { "\($0.line):\($0.column)" } ?? "nowhere"
        return "\(place) \(item.severity.rawValue) \(item.code): \(item.message)\(item.help.map { " | \($0)" } ?? "")"
    }
}

extension String {
    /// The part that starts with `start` and ends before `end`, or at the end of the text.
    subscript(from start: String, to end: String? = nil) -> String {
        let tail = self[(firstRange(of: start)?.lowerBound ?? endIndex)...]
        return String(end.flatMap { tail.firstRange(of: $0) }.map { tail[..<$0.lowerBound] } ?? tail)
    }
}
