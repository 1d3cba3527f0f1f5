import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

@Suite struct ConnectionGaugeTests {
    @Test func countsWhatIsOpenWhatCameAndWhatWasTooMuch() throws {
        let gauge = ConnectionGauge()
        let setup = HTTPConnectionChannel(
            limits: TransportLimits(connections: 1), responder: Stub(), logger: Loopback.quiet, gauge: gauge)
        func connect() throws -> EmbeddedChannel {
            let channel = EmbeddedChannel()
            _ = try setup.setup(channel: channel, logger: Loopback.quiet).wait()
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            return channel
        }
        let (first, second) = (try connect(), try connect())
        #expect(gauge.reading.open == 2 && gauge.reading.accepted == 2 && gauge.reading.refused == 1)
        for channel in [second, first] {
            try? channel.close().wait()
            channel.embeddedEventLoop.run()
        }
        #expect(gauge.reading.open == 0 && gauge.reading.accepted == 2)
        let third = try connect()
        #expect(gauge.reading.open == 1 && gauge.reading.accepted == 3 && gauge.reading.refused == 1)
        try? third.close().wait()
    }
}
