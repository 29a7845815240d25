package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of credential against each kind of stream. What is refused is a real status, what is served begins. */
@TestInstance(Lifecycle.PER_CLASS)
final class AccessMatrixIT {

    private static final String OWNER = "mia";
    private static final String API_KEY = "api-key-of-the-tests";
    /** What {@code printf api-key-of-the-tests | sha256sum} prints. */
    private static final String API_KEY_HASH = "2a6e19959d52b15f6a60687176e3c861c855ae40195e08c2abaa52598f4d5a90";

    private final Topic topic = Topic.fresh();
    private final String room = TestRedis.freshName("room").replace('-', '_');
    private final Map<String, Object> claims = Map.of("aud", List.of("authenticated"), "email", "mia@example.org",
            "read", List.of(topic.stream()));
    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.topics.read", "token",
            "roomwire.jwt.secret", Jwt.SECRET, "roomwire.hmac.secret", Signed.SECRET,
            "roomwire.api-keys", "feeder:" + API_KEY_HASH));

    /** How a caller shows who it is. */
    enum Shown {
        NOTHING, BEARER, COOKIE, QUERY, STRANGER, EXPIRED, FORGED, UNSIGNED, CONTROL_TOKEN, API_KEY, SIGNATURE
    }

    /** One stream, whose owner is {@link #OWNER}, and the status for each {@link Shown} in turn. */
    private record Row(String stream, String path, String statuses) {
    }

    record Cell(String stream, String path, Shown shown, int status) {

        @Override
        public String toString() {
            return stream + ' ' + shown + ' ' + status;
        }
    }

    private Stream<Row> rows() throws IOException {
        return Stream.of(
                //                                NOTH BEAR COOK QUER STRA EXPI FORG UNSI CONT API_ SIGN
                new Row("topic", topic.path(), "  401  200  200  200  403  401  401  401  200  401  401"),
                new Row("room", openRoom(), "     200  200  200  200  200  200  200  200  200  200  200"));
    }

    Stream<Cell> cells() throws IOException {
        return rows().flatMap(row -> {
            List<Cell> cells = new ArrayList<>();
            String[] statuses = row.statuses().strip().split(" +", -1);
            Shown[] shown = Shown.values();
            for (int i = 0; i < shown.length; i++) {
                cells.add(new Cell(row.stream(), row.path(), shown[i], Integer.parseInt(statuses[i])));
            }
            return cells.stream();
        });
    }

    @AfterAll
    void close() {
        node.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void answers(Cell cell) {
        String token = token(cell.shown());
        String query = cell.shown() == Shown.QUERY ? (cell.path().contains("?") ? "&" : "?") + "token=" + token : "";
        try (RawSse stream = RawSse.connect(node.address())) {
            String head = stream.get(cell.path() + query, headers(cell.shown(), token)).readHead();
            assertThat(head).startsWith("HTTP/1.1 " + cell.status() + ' ');
            if (cell.status() == 200) {
                assertThat(head).containsIgnoringCase("content-type: text/event-stream");
                assertThat(stream.readThrough("\n\n")).doesNotContain("refused");
            }
        }
    }

    private static String[] headers(Shown shown, String token) {
        return switch (shown) {
            case NOTHING, QUERY -> new String[0];
            case BEARER, STRANGER, EXPIRED, FORGED, UNSIGNED -> new String[] {"Authorization: Bearer " + token};
            case COOKIE -> new String[] {"Cookie: dashboard_session=" + token};
            case CONTROL_TOKEN -> new String[] {"x-control-token: " + Node.CONTROL_TOKEN};
            case API_KEY -> new String[] {"X-API-Key: " + API_KEY};
            case SIGNATURE -> signature();
        };
    }

    private static String[] signature() {
        String[] headers = Signed.headers(Signed.SECRET, OWNER, "");
        return new String[] {headers[0] + ": " + headers[1], headers[2] + ": " + headers[3],
            headers[4] + ": " + headers[5]};
    }

    private String token(Shown shown) {
        return switch (shown) {
            case NOTHING, CONTROL_TOKEN, API_KEY, SIGNATURE -> "";
            case BEARER, COOKIE, QUERY -> Jwt.of(OWNER, claims);
            case STRANGER -> Jwt.of("noa", Map.of("aud", List.of("authenticated"), "email", "noa@example.org"));
            case EXPIRED -> Jwt.of(OWNER, claims, Duration.ofSeconds(-1));
            case FORGED -> Jwt.of(OWNER, claims).replaceFirst("\\.[^.]*$", "." + "A".repeat(43));
            case UNSIGNED -> new PlainJWT(new JWTClaimsSet.Builder().subject(OWNER)
                    .expirationTime(Date.from(Instant.now().plusSeconds(60))).build()).serialize();
        };
    }

    private String openRoom() throws IOException {
        String[] control = {"x-control-token", Node.CONTROL_TOKEN};
        Http.post(node.address().resolve("/api/agents/" + room + "/register"), "{\"agent_name\":\"One\"}", control);
        return "/api/rooms/" + room + "/events";
    }
}
