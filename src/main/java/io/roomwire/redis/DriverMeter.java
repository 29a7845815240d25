package io.roomwire.redis;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerCommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerOptions;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.channel.local.LocalAddress;
import jakarta.inject.Singleton;
import java.net.SocketAddress;

/**
 * The driver's own meters, {@code lettuce.command.*} by command alone: anyone may read meters, and no address is for
 * everyone. The registry comes after the connections, of which other meters tell; what is sent before is not counted.
 */
@Singleton
final class DriverMeter implements CommandLatencyRecorder, MeterBinder {

    private volatile CommandLatencyRecorder recorder = CommandLatencyRecorder.disabled();

    @Override
    public void bindTo(MeterRegistry registry) {
        recorder = new MicrometerCommandLatencyRecorder(registry, MicrometerOptions.create());
    }

    @Override
    public void recordCommandLatency(SocketAddress local, SocketAddress remote, ProtocolKeyword command,
                                     long firstResponseNanos, long completionNanos) {
        recorder.recordCommandLatency(LocalAddress.ANY, LocalAddress.ANY, command, firstResponseNanos, completionNanos);
    }
}
