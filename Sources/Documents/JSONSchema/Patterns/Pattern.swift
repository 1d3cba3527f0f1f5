import CPCRE2

/// A regular expression of ECMA-262 (with the flag "u"), compiled; matching takes bounded time and memory.
///
/// - Safety: `@unchecked Sendable` since PCRE2 never writes to compiled code after JIT compilation (pcre2api,
///   "Multithreading"), which `init` ends with; the pointer is freed by the only owner.
final class Pattern: @unchecked Sendable {
    let source: String
    private let code: OpaquePointer
    /// The pattern as steps, if it can be read without going back.
    private let steps: UnsafeMutableBufferPointer<PatternStep>?
    private let isClosed: Bool

    enum Outcome {
        case matched
        case unmatched
        /// A limit was reached before the answer was known.
        case tooMuchWork
    }

    init(_ source: String) throws(PatternError) {
        let text = try ECMAPattern.translate(source)
        self.source = source
        let simple = PatternSteps(source)
        code = try Self.compileAnchored(text)
        isClosed = simple?.isClosed ?? false
        steps = simple.map { simple in
            let memory = UnsafeMutableBufferPointer<PatternStep>.allocate(capacity: simple.steps.count)
            _ = memory.initialize(from: simple.steps)
            return memory
        }
        pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))  // without JIT, matching is slower and the same
    }

    deinit {
        pcre2_code_free_8(code)
        steps?.deallocate()
    }

    /// Why `source` is not a regular expression of ECMA-262; nil if it is one, also where PCRE2 cannot run it.
    static func fault(in source: String) -> PatternError? {
        do throws(PatternError) {
            pcre2_code_free_8(try compile(try ECMAPattern.translate(source)))
            return nil
        } catch {
            return error.isOnlyOurs ? nil : error
        }
    }

    /// Whether the pattern matches anywhere in `text`, which must be valid UTF-8.
    func match(_ text: UnsafeBufferPointer<UInt8>) -> Outcome {
        if let steps {
            return UnsafeBufferPointer(steps).match(text, isClosed: isClosed) ? .matched : .unmatched
        }
        return switch MatchScratch.withScratch({ $0.match(code, text) }) {
        case 0...: .matched
        case PCRE2_ERROR_NOMATCH: .unmatched
        default: .tooMuchWork
        }
    }

    /// Compiles so that matching starts at the beginning only.
    ///
    /// PCRE2 counts work anew for each position at which a match may start. Anchored, with the search for the
    /// position made part of the pattern, one limit covers everything.
    private static func compileAnchored(_ text: String) throws(PatternError) -> OpaquePointer {
        let code = try compile(text)
        var options: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_ALLOPTIONS), &options)
        if options & PCRE2_ANCHORED != 0 { return code }
        pcre2_code_free_8(code)
        return try compile("(?s:.*?)(?:\(text))", options: PCRE2_ANCHORED)
    }

    private static func compile(_ text: String, options: UInt32 = 0) throws(PatternError) -> OpaquePointer {
        var (code, offset): (Int32, Int) = (0, 0)
        let options =
            options | PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF
            | PCRE2_NEVER_BACKSLASH_C
        let bytes = Array(text.utf8)
        if let compiled = pcre2_compile_8(bytes, bytes.count, options, &code, &offset, nil) { return compiled }
        throw PatternError(pcre2Code: code)
    }
}

extension PatternError {
    fileprivate init(pcre2Code code: Int32) {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        self.init(String(decoding: buffer.prefix(Int(max(0, length))), as: UTF8.self))
        if code == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH { self = Self.variableLookbehind }
    }

    private static let variableLookbehind = PatternError(
        "a lookbehind must have a fixed length", help: "rewrite it with alternatives of fixed length")

    /// Whether ECMA-262 would allow what was refused.
    fileprivate var isOnlyOurs: Bool { self == Self.variableLookbehind }
}
