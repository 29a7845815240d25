package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trading model, whose events have no name on the wire. */
final class RoomEventsTradingIT {

    private static final String HEARING = """
            { token: () => '%s', events: {
              connected: (data, info) => seen.push(['connected', info.name]),
              trade: (data, info) => seen.push(['trade', data.data.symbol, info.name]),
              error: data => seen.push(['error', data.data.message]),
              message: data => bad.push(data.type),
              '*': data => resets.push(data.type) } }""";

    private final Browser browser = Browser.open();
    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.jwt.secret", Jwt.SECRET));
    private final String token = Jwt.of(TestRedis.freshName("mia"),
            Map.of("aud", "authenticated", "email", "mia@example.org"), Duration.ofMinutes(5));
    private long model;

    @BeforeEach
    void create() throws IOException {
        model = Json.at(post("/api/models", "{\"name\":\"Alpha\"}").body(), "id").getLongValue();
    }

    @AfterEach
    void close() {
        browser.close();
        node.close();
    }

    private HttpResponse<String> post(String path, String body) throws IOException {
        return Http.post(node.address().resolve(path), body, "Authorization", "Bearer " + token);
    }

    private void tell(String type, String data) throws IOException {
        String body = "{\"type\":\"" + type + "\",\"data\":" + data + "}";
        assertThat(post("/api/trading/events/" + model, body).statusCode()).isEqualTo(202);
    }

    @Test
    void hearsEventsByTheirType() throws IOException {
        ModulePage page = ModulePage.open(browser, node.address())
                .live("/api/trading/stream/" + model, HEARING.formatted(token)).awaitSeen(1);
        tell("trade", "{\"action\":\"buy\",\"symbol\":\"IBM\",\"message\":\"BUY\"}");
        tell("error", "{\"message\":\"broke\"}");
        tell("terminal", "{\"message\":\"$\"}");
        page.await("resets.includes('terminal')");
        assertThat(page.seen()).isEqualTo(List.of(List.of("connected", "connected"),
                List.of("trade", "IBM", "trade"), List.of("error", "broke")));
        assertThat(page.list("bad")).isEqualTo(List.of("connected", "trade", "error", "terminal"));
        assertThat(page.states()).isEqualTo(List.of("connecting", "connected"));
    }

    @Test
    void hearsTheSameInABundle() throws IOException {
        ModulePage page = ModulePage.open(browser, node.address());
        page.run("() => { window.hears = " + HEARING.formatted(token) + "; window.feed = m.openStreams(hears);"
                + " feed.add('trading:" + model + "', hears) }");
        page.awaitState("connected");
        tell("trade", "{\"action\":\"buy\",\"symbol\":\"IBM\",\"message\":\"BUY\"}");
        tell("complete", "{\"message\":\"done\"}");
        assertThat(page.await("bad.length === 2").seen()).isEqualTo(List.of(List.of("trade", "IBM", "trade")));
        assertThat(page.list("resets")).isEqualTo(List.of("trade", "complete"));
    }
}
