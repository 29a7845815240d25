package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
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

    private static final String ELSEWHERE = "secret-of-somebody-else-0123456789-abc";

    private final Node node = Node.start(TestRedis.uri(), OneOfEach.SETTINGS);
    private final Node strict = Node.start(TestRedis.uri(), ownersOnly());
    private final OneOfEach things = OneOfEach.on(node.address());
    private final Map<String, Object> claims = OneOfEach.claims(Map.of("read", List.of(things.topic().stream())));

    private static Map<String, Object> ownersOnly() {
        Map<String, Object> settings = new HashMap<>(OneOfEach.SETTINGS);
        settings.put("roomwire.worklog.require-owner", "true");
        return settings;
    }

    /** How a caller shows who it is. */
    enum Shown {
        NOTHING, BEARER, COOKIE, QUERY, STRANGER, EXPIRED, FORGED, UNSIGNED, OTHER_AUDIENCE, SUPER_ADMIN, AGENT_TOKEN,
        CONTROL_TOKEN, API_KEY, SIGNATURE, STRANGERS_SIGNATURE, FORGED_SIGNATURE
    }

    /** One stream, which is the owner's, and the status for each {@link Shown} in turn. */
    private record Row(Node node, String stream, String path, String statuses) {
    }

    record Cell(Node node, String stream, String path, Shown shown, int status) {

        @Override
        public String toString() {
            return stream + ' ' + shown + ' ' + status;
        }
    }

    private Stream<Row> rows() {
        //                 NOTH BEAR COOK QUER STRA EXPI FORG UNSI AUDI SUPE AGEN CONT API_ SIGN SIST SIFO
        String topic = "    401  200  200  200  403  401  401  401  200  403  401  200  401  401  401  401";
        String room = "     200  200  200  200  200  200  200  200  200  200  200  200  200  200  200  200";
        String log = "      401  200  200  200  200  401  401  401  200  200  401  401  401  401  401  401";
        String owned = "    401  200  200  200  404  401  401  401  200  404  401  401  401  401  401  401";
        String model = "    401  200  200  200  404  401  401  401  401  404  401  401  401  401  401  401";
        String service = "  401  401  401  401  401  401  401  401  401  401  401  401  401  200  403  403";
        String project = "  401  200  200  200  403  401  401  401  200  403  401  401  401  401  401  401";
        String dongle = "   401  200  200  200  403  401  401  401  200  200  401  401  401  401  401  401";
        String unclaimed = "401  200  200  200  200  401  401  401  200  200  401  401  401  401  401  401";
        String group = "    401  200  200  200  404  401  401  401  200  200  401  401  401  401  401  401";
        String all = "      401  200  200  200  403  401  401  401  401  403  401  401  401  401  401  401";
        return Stream.concat(Stream.of(
                new Row(strict, "owner's worklog", things.logPath(), owned),
                new Row(strict, "bundled owner's worklog", OneOfEach.bundle("worklog:" + things.log()), owned),
                row("topic", things.topic().path(), topic), row("room", things.roomPath(), room),
                row("worklog", things.logPath(), log), row("trading", things.modelPath(), model),
                row("project's service", things.servicePath(), service), row("project", things.projectPath(), project),
                row("dongle", OneOfEach.donglePath(things.dongle()), dongle),
                row("unclaimed dongle", OneOfEach.donglePath(things.unclaimed()), unclaimed),
                row("group", things.groupPath(), group), row("all", things.bundlePath(), all)), Stream.of(
                bundled(things.topic().stream(), topic), bundled("room:" + things.room(), room),
                bundled("worklog:" + things.log(), log), bundled("trading:" + things.model(), model),
                bundled("project:" + things.project(), project), bundled("dongle:" + things.dongle(), dongle),
                bundled("dongle:" + things.unclaimed(), unclaimed), bundled("group:" + things.group(), group)));
    }

    private Row row(String stream, String path, String statuses) {
        return new Row(node, stream, path, statuses);
    }

    /** On the route for several streams each is as on its own. */
    private Row bundled(String stream, String statuses) {
        return new Row(node, "bundled " + stream, OneOfEach.bundle(stream), statuses);
    }

    Stream<Cell> cells() {
        return rows().flatMap(row -> {
            List<Cell> cells = new ArrayList<>();
            String[] statuses = row.statuses().strip().split(" +", -1);
            Shown[] shown = Shown.values();
            for (int i = 0; i < shown.length; i++) {
                cells.add(new Cell(row.node(), row.stream(), row.path(), shown[i], Integer.parseInt(statuses[i])));
            }
            return cells.stream();
        });
    }

    @AfterAll
    void close() {
        node.close();
        strict.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void answers(Cell cell) {
        String token = token(cell.shown());
        String query = cell.shown() == Shown.QUERY ? (cell.path().contains("?") ? "&" : "?") + "token=" + token : "";
        try (RawSse stream = RawSse.connect(cell.node().address())) {
            String head = stream.get(cell.path() + query, headers(cell.shown(), token)).readHead();
            assertThat(head).startsWith("HTTP/1.1 " + cell.status() + ' ');
            if (cell.status() == 200) {
                assertThat(head).containsIgnoringCase("content-type: text/event-stream");
                assertThat(stream.readThrough("\n\n")).doesNotContain("refused");
            }
        }
    }

    private String[] headers(Shown shown, String token) {
        return switch (shown) {
            case NOTHING, QUERY -> new String[0];
            case BEARER, STRANGER, EXPIRED, FORGED, UNSIGNED, OTHER_AUDIENCE, SUPER_ADMIN, AGENT_TOKEN ->
                    new String[] {"Authorization: Bearer " + token};
            case COOKIE -> new String[] {"Cookie: dashboard_session=" + token};
            case CONTROL_TOKEN -> new String[] {"x-control-token: " + Node.CONTROL_TOKEN};
            case API_KEY -> new String[] {"X-API-Key: " + OneOfEach.API_KEY};
            case SIGNATURE -> signature(Signed.SECRET, things.owner());
            case STRANGERS_SIGNATURE -> signature(Signed.SECRET, "noa");
            case FORGED_SIGNATURE -> signature(ELSEWHERE, things.owner());
        };
    }

    private static String[] signature(String secret, String user) {
        String[] headers = Signed.headers(secret, user, "");
        return new String[] {headers[0] + ": " + headers[1], headers[2] + ": " + headers[3],
            headers[4] + ": " + headers[5]};
    }

    private String token(Shown shown) {
        return switch (shown) {
            case NOTHING, CONTROL_TOKEN, API_KEY, SIGNATURE, STRANGERS_SIGNATURE, FORGED_SIGNATURE -> "";
            case BEARER, COOKIE, QUERY -> Jwt.of(things.owner(), claims);
            case STRANGER -> Jwt.of("noa", OneOfEach.claims(Map.of()));
            case EXPIRED -> Jwt.of(things.owner(), claims, Duration.ofSeconds(-1));
            case FORGED -> Jwt.of(things.owner(), claims).replaceFirst("\\.[^.]*$", "." + "A".repeat(43));
            case UNSIGNED -> new PlainJWT(new JWTClaimsSet.Builder().subject(things.owner())
                    .expirationTime(Date.from(Instant.now().plusSeconds(60))).build()).serialize();
            case OTHER_AUDIENCE -> Jwt.of(things.owner(), OneOfEach.claims(Map.of("aud", List.of("elsewhere"),
                    "read", List.of(things.topic().stream()))));
            case SUPER_ADMIN -> Jwt.of("root", OneOfEach.claims(Map.of("roles", List.of("super_admin"))));
            case AGENT_TOKEN -> things.agentToken();
        };
    }
}
