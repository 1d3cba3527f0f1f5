/// Why a regular expression was refused.
struct PatternError: Error, Equatable {
    var message: String
    var help: String?

    init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }
}
