package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Balancer;
import io.roomwire.testkit.Crowd;
import io.roomwire.testkit.CrowdViewer;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One node after the other is replaced while people watch and publishers publish. */
@Tag("faults")
@Timeout(600)
final class RollingIT {

    private static final int NODES = 3;
    private static final int VIEWERS = 2000;
    private static final int STREAMS = 20;
    private static final int APPENDS_PER_SECOND = 100;
    private static final double MOST_AWAY = 0.15;
    private static final Map<String, String> LEAVING =
            Map.of("ROOMWIRE_DRAIN_GRACE", "4s", "ROOMWIRE_DRAIN_SPREAD", "40s");

    /** As the README says, but without TLS, which would cost more than all the rest. */
    enum Kind {
        NGINX, HAPROXY;

        Balancer before(List<Integer> ports) {
            return switch (this) {
                case NGINX -> Balancer.nginx("""
                        upstream roomwire {
                            server 127.0.0.1:8081 max_fails=0;
                            server 127.0.0.1:8082 max_fails=0;
                            server 127.0.0.1:8083 max_fails=0;
                            keepalive 64;
                        }
                        server {
                            listen 443 default_server;
                            location / {
                                proxy_pass http://roomwire;
                                proxy_http_version 1.1;
                                proxy_set_header Connection "";
                                proxy_buffering off;
                                proxy_connect_timeout 2s;
                                proxy_read_timeout 1h;
                                proxy_next_upstream error timeout http_503;
                            }
                        }
                        """, ports);
                case HAPROXY -> Balancer.haproxy("""
                        defaults
                            mode http
                            timeout connect 2s
                            timeout client 1h
                            timeout server 1h
                            timeout check 3s
                            option http-no-delay

                        frontend browsers
                            bind :443 name browsers
                            default_backend roomwire

                        backend roomwire
                            balance leastconn
                            option httpchk GET /readyz
                            option redispatch 1
                            retry-on conn-failure empty-response 503
                            http-request disable-l7-retry unless METH_GET
                            default-server check inter 1s fall 2 rise 1
                            server node1 127.0.0.1:8081
                            server node2 127.0.0.1:8082
                            server node3 127.0.0.1:8083
                        """, ports);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesEachNodeWithoutALoss(Kind kind) {
        List<Topic> topics = Stream.generate(Topic::fresh).limit(STREAMS).toList();
        List<NodeProcess> nodes = List.of();
        try (RedisProcess redis = RedisProcess.start()) {
            nodes = IntStream.range(0, NODES).mapToObj(i -> NodeProcess.start(redis.uri(), LEAVING)).toList();
            try (Balancer balancer = kind.before(nodes.stream().map(NodeProcess::port).toList());
                    Crowd crowd = Crowd.join(balancer.plainAddress(), IntStream.range(0, VIEWERS)
                            .mapToObj(i -> topics.get(i % STREAMS).path()).toList());
                    Publishing publishing = Publishing.start(balancer.plainAddress(), topics, APPENDS_PER_SECOND)) {
                Instant start = Instant.now();
                nodes.forEach(RollingIT::replace);
                crowd.awaitPresent();
                publishing.stop();
                print(kind, crowd, publishing, start);
                crowd.viewers().forEach(viewer -> assertHasAll(viewer, publishing.acknowledged(viewer.path())));
                assertThat(crowd.mostAway(start)).isLessThanOrEqualTo((int) (VIEWERS * MOST_AWAY));
            }
        } finally {
            nodes.forEach(NodeProcess::close);
        }
    }

    private static void replace(NodeProcess node) {
        node.terminate();
        assertThat(node.exitStatus()).as(node.output()).isZero();
        assertThat(node.output()).doesNotContain("Exception", "ERROR");
        node.relaunch().serving();
    }

    private static void assertHasAll(CrowdViewer viewer, List<Long> appended) {
        assertThat(viewer.wrongStatus()).isEmpty();
        assertThat(viewer.resets()).isZero();
        assertThat(viewer.cuts()).isZero();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(viewer.ids()).hasSameSizeAs(appended));
        assertThat(viewer.ids()).isEqualTo(appended);
    }

    private static void print(Kind kind, Crowd crowd, Publishing publishing, Instant start) {
        int refused = crowd.viewers().stream().mapToInt(CrowdViewer::refusals).sum();
        System.out.printf("%s: %d appends, asked again after %s; p50 %d ms, p99 %d ms from append to viewer;"
                + " at most %d of %d away in a second, %d refusals; away per second %s%n", kind,
                publishing.count(), publishing.repeats(), crowd.latencyMillis(0.5), crowd.latencyMillis(0.99),
                crowd.mostAway(start), VIEWERS, refused, Arrays.toString(crowd.awayPerSecond(start)));
    }
}
