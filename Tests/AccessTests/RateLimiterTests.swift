import Testing

@testable import Access

@Suite struct RateLimiterTests {
    let quota = Quota(limit: 2, windowSeconds: 1)

    @Test func countsEachKeyForItself() {
        let limiter = RateLimiter()
        #expect(limiter.take(key: "api user ann", quota: quota, nowNanoseconds: 5).remaining == 1)
        #expect(limiter.take(key: "api user bob", quota: quota, nowNanoseconds: 5).remaining == 1)
        #expect(limiter.take(key: "api user ann", quota: quota, nowNanoseconds: 5).remaining == 0)
        #expect(!limiter.take(key: "api user ann", quota: quota, nowNanoseconds: 5).allowed)
        #expect(limiter.take(key: "api user bob", quota: quota, nowNanoseconds: 5).allowed)
    }

    @Test func staysWithinItsMemory() {
        let limiter = RateLimiter(capacity: 1_600)
        for index in 0..<50_000 { _ = limiter.take(key: "\(index)", quota: quota, nowNanoseconds: 0) }
        #expect(limiter.count <= 1_600)
        #expect(limiter.count >= 800)
    }

    @Test func keepsAKeyInUseThroughAFlood() {
        let limiter = RateLimiter(capacity: 1_600)
        let slow = Quota(limit: 1, windowSeconds: 3_600, burst: 1)
        #expect(limiter.take(key: "busy", quota: slow, nowNanoseconds: 0).allowed)
        for index in 0..<20_000 {
            _ = limiter.take(key: "\(index)", quota: quota, nowNanoseconds: 0)
            if index % 10 == 0 { #expect(!limiter.take(key: "busy", quota: slow, nowNanoseconds: 0).allowed) }
        }
    }

    @Test func neverLetsThroughMoreWhenManyAskAtOnce() async {
        let limiter = RateLimiter()
        let many = Quota(limit: 100, windowSeconds: 1)
        let allowed = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<100).count { _ in limiter.take(key: "k", quota: many, nowNanoseconds: 7).allowed }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(allowed == 100)
    }
}
