package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.testkit.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services may have a port of their own. */
@Timeout(20)
final class ServicePortIT {

    private static final String NOT_FOUND = "{\"success\":false,\"error\":\"not_found\"}";

    private static final List<String> SPELLINGS = List.of("/%76%31/service-probe", "//v1/service-probe",
            "/v1/./service-probe", "/x/../v1/service-probe", "/V1/service-probe", "/v1%2Fservice-probe",
            "/v1;a=b/service-probe", "/v1/service-probe/", "/v1//service-probe");

    /** Stands for a system's routes. */
    @Controller
    @Requires(property = "service-probe")
    static final class Probe {

        @Get(uris = {"/v1/service-probe", "/unified", "/v1x"})
        String here() {
            return "\"here\"";
        }
    }

    @Test
    void servesServicesThereAndNowhereElseAndNothingElseThere() throws IOException {
        int services = freePort();
        try (EmbeddedServer server = start(Map.of("roomwire.hmac.port", services))) {
            assertThat(server.getPort()).isNotEqualTo(services);
            assertThat(get(services, "/v1/service-probe")).isEqualTo("200 \"here\"");
            assertThat(get(services, "/unified")).isEqualTo("200 \"here\"");
            assertThat(get(services, "/v1x")).isEqualTo("404 " + NOT_FOUND);
            assertThat(get(services, "/health")).isEqualTo("404 " + NOT_FOUND);
            assertThat(get(services, "/healthz")).isEqualTo("404 " + NOT_FOUND);
            assertThat(get(server.getPort(), "/v1/service-probe")).startsWith("404 ");
            assertThat(get(server.getPort(), "/unified")).startsWith("404 ");
            assertThat(get(server.getPort(), "/v1x")).isEqualTo("200 \"here\"");
            assertThat(get(server.getPort(), "/health")).startsWith("200 ");
        }
    }

    @Test
    void servesEverythingAtOnePortByDefault() throws IOException {
        try (EmbeddedServer server = start(Map.of())) {
            assertThat(get(server.getPort(), "/v1/service-probe")).isEqualTo("200 \"here\"");
            assertThat(get(server.getPort(), "/health")).startsWith("200 ");
        }
    }

    @Test
    void findsNoWayAroundByAnotherSpelling() throws IOException {
        try (EmbeddedServer server = start(Map.of("roomwire.hmac.port", freePort()))) {
            for (String path : SPELLINGS) {
                assertThat(get(server.getPort(), path)).as(path).doesNotContain("\"here\"");
            }
        }
    }

    private static String get(int port, String path) throws IOException {
        var response = Http.get(URI.create("http://127.0.0.1:" + port + path));
        return response.statusCode() + " " + response.body();
    }

    private static EmbeddedServer start(Map<String, Object> settings) {
        return ApplicationContext.builder().properties(Map.of("redis.uri", "redis://127.0.0.1:1",
                "micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1", "service-probe", true))
                .properties(settings).run(EmbeddedServer.class);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
