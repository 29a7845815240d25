package io.roomwire.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import java.time.Duration;

/** The driver's options, the same for every topology. */
final class DriverOptions {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration VANISHED = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LOOKS_APART = Duration.ofMillis(500);

    private DriverOptions() {
    }

    static ClientOptions of(RedisSettings settings) {
        return with(ClientOptions.builder(), settings).build();
    }

    /** Looks at the Cluster whenever something hints that it has changed, and now and then. */
    static ClusterClientOptions ofCluster(RedisSettings settings) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        var _ = with(options, settings);
        return options.validateClusterNodeMembership(false)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(LOOK)
                        .adaptiveRefreshTriggersTimeout(LOOKS_APART).build())
                .build();
    }

    private static ClientOptions.Builder with(ClientOptions.Builder options, RedisSettings settings) {
        settings.ca().ifPresent(file ->
                options.sslOptions(SslOptions.builder().trustManager(file.toFile()).build()));
        return options
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .timeoutOptions(TimeoutOptions.enabled(RedisConnections.COMMAND_TIMEOUT))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(KeepAliveOptions.builder().enable().idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(2)).count(3).build())
                        .tcpUserTimeout(TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(VANISHED).build())
                        .build());
    }
}
