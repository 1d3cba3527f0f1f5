import CPCRE2
import Synchronization

/// What one match needs besides the pattern; reused, so that matching allocates nothing.
///
/// - Safety: `@unchecked Sendable` since a scratch is either in the pool, untouched, or held by one thread.
struct MatchScratch: @unchecked Sendable {
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?

    private init?() {
        guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(data)
            return nil
        }
        self.data = data
        self.context = context
        stack = pcre2_jit_stack_create_8(32 << 10, Self.stackBytes, nil)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
        pcre2_set_heap_limit_8(context, UInt32(Self.stackBytes >> 10))
        pcre2_set_depth_limit_8(context, Self.depth)
    }

    private func free() {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        if let stack { pcre2_jit_stack_free_8(stack) }
    }

    /// Memory for backtracking.
    private static let stackBytes = 8 << 20
    private static let depth: UInt32 = 100_000
    /// Backtracking points times the bytes each may run over: a few hundredths of a second.
    private static let work = 400_000_000
    /// Backtracking points for short texts.
    private static let backtracks = 500_000

    /// PCRE2's result for `code` on `text`.
    func match(_ code: OpaquePointer, _ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        pcre2_set_match_limit_8(context, UInt32(min(Self.backtracks, Self.work / max(1, text.count))))
        return pcre2_match_8(code, text.baseAddress, text.count, 0, PCRE2_NO_UTF_CHECK, data, context)
    }

    private static let pool = Mutex<[MatchScratch]>([])
    /// More than this are freed after use.
    private static let pooled = 16

    /// Runs `body` with a scratch that no other thread uses; out of memory counts as too much work.
    static func withScratch(_ body: (MatchScratch) -> Int32) -> Int32 {
        guard let scratch = pool.withLock({ $0.popLast() }) ?? MatchScratch() else { return PCRE2_ERROR_NOMEMORY }
        let result = body(scratch)
        let isKept = pool.withLock { pool in
            guard pool.count < pooled else { return false }
            pool.append(scratch)
            return true
        }
        if !isKept { scratch.free() }
        return result
    }
}
