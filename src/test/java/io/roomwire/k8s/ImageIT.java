package io.roomwire.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Image;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The image, unpacked and run as its entrypoint says: read-only but for {@code /tmp}, as a user of no rights. */
@Tag("image")
@Timeout(120)
final class ImageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static @Nullable Image unpacked;

    @BeforeAll
    static void unpack() {
        unpacked = Image.unpack();
    }

    @AfterAll
    static void remove() {
        if (unpacked != null) {
            unpacked.close();
        }
    }

    @Test
    void servesWithARealRedisAndNothingElse() throws IOException {
        Topic topic = Topic.fresh();
        Map<String, String> environment = Map.of("REDIS_URI", TestRedis.uri(), "ROOMWIRE_CONTROL_TOKEN", Node.CONTROL_TOKEN,
                "MICRONAUT_SERVER_HOST", "127.0.0.1", "MICRONAUT_SERVER_PORT", Integer.toString(image().port()));
        URI address = URI.create("http://127.0.0.1:" + image().port());
        try (Image.Running node = image().run(environment, image().entrypoint())) {
            await().atMost(PATIENCE).failFast(node::requireAlive).ignoreExceptions()
                    .until(() -> Http.get(address.resolve("/readyz")).statusCode() == 200);
            assertThat(Files.readString(Path.of("/proc", Long.toString(node.pid()), "status")))
                    .containsPattern("Uid:\t10001\t10001\t10001\t10001");
            assertThat(topic.append(address, "1")).isPositive();
            assertThat(node.output()).doesNotContainIgnoringCase("warning");
            try (Image.Running hook = image().run(environment, hook())) {
                assertThat(hook.exitStatus()).as(hook.output()).isZero();
            }
            assertThat(Http.get(address.resolve("/readyz")).statusCode()).isEqualTo(503);
        }
    }

    /** What the manifests say of the image is so. */
    @Test
    void isAsTheManifestsSay() {
        assertThat(container().getImage()).isEqualTo(image().name());
        assertThat(image().user()).isEqualTo("10001:10001");
        assertThat(image().ports()).contains(container().getPorts().getFirst().getContainerPort() + "/tcp");
        assertThat(image().labels()).contains("org.opencontainers.image.title", "org.opencontainers.image.version");
        assertThat(hook()).first().isEqualTo(image().entrypoint().getFirst());
        assertThat(hook()).contains(image().entrypoint().getLast());
    }

    @Test
    void runsWithTheFlagsOfTheReadme() {
        List<String> flags = new ArrayList<>(image().entrypoint());
        assertThat(flags.removeFirst()).endsWith("/java");
        assertThat(flags.subList(flags.size() - 3, flags.size()))
                .containsExactly("-XX:AOTCache=/app/roomwire.aot", "-jar", "/app/classpath/roomwire.jar");
        assertThat(String.join(" ", flags.subList(0, flags.size() - 3))).isEqualTo(Readme.flags());
    }

    private static Image image() {
        return Objects.requireNonNull(unpacked);
    }

    private static List<String> hook() {
        return container().getLifecycle().getPreStop().getExec().getCommand();
    }

    private static Container container() {
        return Rendered.overlay("sentinel").node().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}
