import ArgumentParser

/// Where the YAML files are.
struct FileOptions: ParsableArguments {
    @Option(
        help:
            "Folder with openapi.yaml, asyncapi.yaml, errors.yaml and limits.yaml, or one OpenAPI 3.0 or 3.1 document.")
    var spec = "spec"

    @Option(help: "File that declares the agents.")
    var agents = "agents.yaml"
}
