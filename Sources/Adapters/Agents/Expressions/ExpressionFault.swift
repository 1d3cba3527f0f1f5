/// What is wrong inside the text of one scalar, at a distance in Unicode scalars from the text's start.
struct ExpressionFault: Error, Equatable {
    var code = "expression-syntax"
    var message: String
    var help: String?
    var offset: Int
}

/// Why an expression has no value: what stands there has the wrong kind.
struct EvaluationError: Error, Equatable {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}
