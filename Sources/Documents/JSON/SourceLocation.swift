/// A place in a text file, for people: lines and columns start at 1.
///
/// Columns count Unicode scalars, so that they agree with what editors show.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file as the user named it, such as "spec/openapi.yaml".
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// "file:line:column", the form that editors and terminals make clickable.
    public var description: String { "\(file):\(line):\(column)" }
}
