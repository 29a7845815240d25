package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hook sends, and what it makes of the answer. */
final class DrainCallTest {

    private static final int NOTHING = -1;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 202;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("x-control-token"));
            exchange.sendResponseHeaders(status, NOTHING);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsWithTheControlToken() {
        assertThat(call()).isEmpty();
        assertThat(asked).containsExactly("POST /drain secret");
    }

    @Test
    void tellsARefusal() {
        status = 401;
        assertThat(call()).isEqualTo("http://127.0.0.1:" + server.getAddress().getPort() + "/drain answered 401");
    }

    @Test
    void tellsThatNobodyListens() {
        server.stop(0);
        assertThat(call()).contains("/drain cannot be reached: ").doesNotContain("secret");
    }

    private String call() {
        return DrainCall.answer(Map.of("MICRONAUT_SERVER_PORT", Integer.toString(server.getAddress().getPort()),
                "ROOMWIRE_CONTROL_TOKEN", "secret"));
    }
}
