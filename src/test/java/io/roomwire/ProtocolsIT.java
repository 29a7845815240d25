package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ProtocolsIT {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final byte SETTINGS = 4;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class, Map.of("redis.uri", "redis://127.0.0.1:1",
                "micronaut.server.port", -1, "probe", true));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void speaksHttp11() throws Exception {
        assertThat(get(Version.HTTP_1_1).version()).isEqualTo(Version.HTTP_1_1);
    }

    @Test
    void upgradesToH2c() throws Exception {
        HttpResponse<String> answer = get(Version.HTTP_2);
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("1 1");
    }

    @Test
    void speaksH2cByPriorKnowledge() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            byte[] emptySettings = {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0};
            socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(emptySettings);
            assertThat(socket.getInputStream().readNBytes(9)[3]).isEqualTo(SETTINGS);
        }
    }

    @Test
    void closesAfterTheAnswerToHttp10() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream().write("GET /api/probe/echo/a HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).contains(" 200 ").endsWith("\r\n\r\n1 1").doesNotContainIgnoringCase("server:");
        }
    }

    private static HttpResponse<String> get(Version version) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            URI uri = URI.create("http://127.0.0.1:" + server.getPort() + "/api/probe/echo/a");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
