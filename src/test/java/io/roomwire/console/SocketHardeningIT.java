package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.json.JsonFields;
import io.roomwire.sse.SocketGuard;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** One case per abuse of agents' sockets: refused, and other agents are served on. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
final class SocketHardeningIT {

    private static final String[] UPGRADE = {"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="};
    private static final int RATE = 1000;
    /** The answer to a ping of one letter. */
    private static final String PONG = "\u008a\u0001a";

    private final Node node = Node.start(TestRedis.uri(), settings());
    private final String mia = ConsoleWorld.freshUser();
    private final String session = ConsoleWorld.token(mia);
    private final AgentId agent = ConsoleWorld.register(node.address(), session);
    private final AgentId other = ConsoleWorld.register(node.address(), session);
    private final String dongle = ConsoleWorld.dongle(node.address(), other, mia);

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.messages", RATE);
        return settings;
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @AfterEach
    void servesOthers() {
        try (SseViewer viewer = ConsoleWorld.watch(node.address(), "dongles", dongle, session);
             AgentClient data = AgentClient.connect(node.address(), AgentClient.DATA, other.token())) {
            data.send(ConsoleWorld.frame(dongle, 1));
            viewer.awaitBlock(block -> block.isNamed("can_frame"));
        }
    }

    @Test
    void takesTheTokenOfAnAgentInTheHeaderAlone() {
        for (String path : List.of("/ws/agent", "/ws/data", "/ws/agent?token=" + agent.token(),
                "/ws/data?token=" + agent.token())) {
            assertThat(refused(path, "X-None: 1")).contains("\"code\":\"AUTH_INVALID_CREDENTIALS\"");
            assertThat(refused(path, "Authorization: Bearer " + session)).contains("AUTH_INVALID_CREDENTIALS");
            assertThat(refused(path, "Authorization: Bearer " + "x".repeat(5000))).contains("AUTH_INVALID");
            assertThat(refused(path, "Cookie: dashboard_session=" + session)).contains("AUTH_INVALID_CREDENTIALS");
        }
    }

    private String refused(String path, String header) {
        try (RawSse raw = RawSse.connect(node.address())) {
            assertThat(raw.get(path, UPGRADE[0], UPGRADE[1], UPGRADE[2], UPGRADE[3], header).readHead())
                    .startsWith("HTTP/1.1 401 ");
            return raw.readThrough("}}");
        }
    }

    @Test
    void answersMessagesThatAreTooLongAndClosesAtLongerOnes() {
        try (AgentClient data = connect()) {
            data.send("{\"type\":\"" + "x".repeat(900_000) + "\"}");
            assertThat(JsonFields.text(data.await("error"), "code")).contains("VALIDATION_ERROR");
            assertThat(data.isClosed()).isFalse();
        }
        try (RawSse raw = open()) {
            raw.offer(frame(0x01, 1_100_000));
            assertThat(raw.readToEnd()).doesNotContain("INTERNAL_ERROR");
        }
    }

    @Test
    void answersWhatIsNoJson() {
        Random random = new Random(7);
        try (AgentClient data = connect()) {
            for (int i = 0; i < 200; i++) {
                StringBuilder text = new StringBuilder(ConsoleWorld.frame(dongle, i));
                text.setCharAt(random.nextInt(text.length()), (char) (1 + random.nextInt(126)));
                text.deleteCharAt(random.nextInt(text.length()));
                data.send(text.toString());
            }
            data.send("[".repeat(50_000)).send("nul").send("").send("\u0000").send("{\"type\":[]}")
                    .send("{\"type\":\"last\"}");
            await().until(() -> data.messages().stream().anyMatch(message -> message.contains("VALIDATION_ERROR")));
            assertThat(data.isClosed()).isFalse();
        }
    }

    @Test
    void bearsBinaryAndBrokenFrames() {
        for (String bytes : List.of(frame(0x82, 100), frame(0x8f, 100), frame(0xf1, 100), frame(0x80, 100),
                frame(0x89, 200), "\u0081\u0005hello", "\u0081\u00fe\u0000", "GET / HTTP/1.1\r\n\r\n",
                frame(0x88, 1))) {
            try (RawSse raw = open()) {
                raw.send(bytes);
                servesOthers();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0x83, 5, 1002", "0x8b, 5, 1002", "0xf1, 5, 1002", "0x80, 5, 1002", "0x89, 200, 1002",
        "0x88, 1, 1002", "0x81, 1048577, 1009"})
    void saysWhyItClosesAndCountsThatInsteadOfLoggingIt(int first, int length, int code) {
        double before = broken();
        try (Said said = new Said()) {
            for (int i = 0; i < 3; i++) {
                try (RawSse raw = open()) {
                    assertClosedWith(code, raw.offer(frame(first, length)).readToEnd());
                }
            }
            await().until(() -> broken() == before + 3);
            servesOthers();
            assertThat(said.lines()).isEmpty();
        }
    }

    @Test
    void closesAtAFrameThatIsNotMasked() {
        try (Said said = new Said(); RawSse raw = open()) {
            assertClosedWith(1002, raw.send("\u0081\u0005hello").readToEnd());
            servesOthers();
            assertThat(said.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 100_000})
    void closesAtAMessageWithoutEnd(int part) {
        try (RawSse raw = open()) {
            raw.send(frame(0x01, part));
            int parts = Math.min(SocketGuard.MOST_FRAGMENTS, AgentSessions.LARGEST / Math.max(1, part) - 1);
            raw.send(frame(0x00, part).repeat(parts)).send(frame(0x89, 1));
            raw.readThrough(PONG);
            raw.offer(frame(0x00, part).repeat(60));
            assertClosedWith(1009, raw.readToEnd());
        }
    }

    @Test
    void putsTheFragmentsOfAMessageTogether() {
        try (RawSse raw = open()) {
            raw.send(frame(0x01, 3) + frame(0x00, 0) + frame(0x89, 1) + frame(0x80, 300));
            raw.readThrough(PONG);
            assertThat(raw.readThrough("}")).contains("\"code\":\"VALIDATION_ERROR\"");
        }
    }

    /** Which nobody reads; what follows is frames. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"Content-Length:5 hello", "Transfer-Encoding:chunked 5|hello|0||"})
    void upgradesWhenTheBodyOfTheRequestIsThere(String header, String body) {
        String bytes = body.replace("|", "\r\n");
        for (int first : new int[] {0, 3, bytes.length() - 1, bytes.length()}) {
            try (RawSse raw = RawSse.connect(node.address())) {
                raw.get("/ws/data", UPGRADE[0], UPGRADE[1], UPGRADE[2], UPGRADE[3],
                        "Authorization: Bearer " + agent.token(), header).send(bytes.substring(0, first));
                servesOthers();
                raw.send(bytes.substring(first));
                assertThat(raw.readHead()).startsWith("HTTP/1.1 101 ");
                raw.send(frame(0x81, 3)).readThrough("VALIDATION_ERROR");
            }
        }
    }

    @Test
    void upgradesNoBodyThatIsTooLong() {
        for (String form : List.of("Content-Length: 200000\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n30d40\r\n" + "x".repeat(200_000))) {
            try (RawSse raw = RawSse.connect(node.address())) {
                raw.offer("GET /ws/data HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", UPGRADE)
                        + "\r\nAuthorization: Bearer " + agent.token() + "\r\n" + form);
                assertThat(raw.readHead()).startsWith("HTTP/1.1 413 ");
            }
        }
    }

    /** A megabyte could be a gigabyte when it is inflated. */
    @Test
    void agreesOnNoCompression() {
        try (RawSse raw = RawSse.connect(node.address())) {
            assertThat(raw.get("/ws/data", UPGRADE[0], UPGRADE[1], UPGRADE[2], UPGRADE[3],
                    "Sec-WebSocket-Extensions: permessage-deflate", "Authorization: Bearer " + agent.token())
                    .readHead()).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("deflate");
        }
    }

    @Test
    void countsAFloodAndKeepsTheSocket() {
        try (AgentClient data = connect()) {
            for (int i = 0; i < 20 * RATE; i++) {
                data.send("{\"type\":\"heartbeat\"}");
            }
            assertThat(JsonFields.text(data.await("error"), "code")).contains("RATE_LIMITED");
            assertThat(data.isClosed()).isFalse();
        }
    }

    @Test
    void givesAHalfOpenSocketsPlaceToTheNextOne() {
        List<RawSse> halves = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            halves.add(open().send("\u0081\u00fe"));
        }
        servesOthers();
        try (AgentClient data = connect()) {
            data.send("nonsense").await("error");
            assertThat(halves.getLast().readToEnd()).contains("Replaced by new connection");
        }
        halves.forEach(RawSse::close);
    }

    private double broken() {
        return node.bean(MeterRegistry.class).get("roomwire.console.broken").counter().count();
    }

    /** The node may have sent pings before. */
    private static void assertClosedWith(int code, String read) {
        String close = read.replaceFirst("^(\u0089\u0001.)+", "");
        assertThat(close).startsWith("\u0088");
        assertThat(close.charAt(2) << 8 | close.charAt(3)).as(close).isEqualTo(code);
    }

    /** What is logged as a warning or worse while this is open. */
    private static final class Said implements AutoCloseable {

        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Said() {
            appender.list = new CopyOnWriteArrayList<>();
            appender.start();
            root.addAppender(appender);
        }

        List<String> lines() {
            return appender.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .map(ILoggingEvent::getFormattedMessage).toList();
        }

        @Override
        public void close() {
            root.detachAppender(appender);
        }
    }

    /** Poor clients send the same key each time; and one could send another's. */
    @Test
    void tellsSocketsWithTheSameKeyApart() {
        try (RawSse mine = open(); RawSse theirs = open(other)) {
            mine.send(frame(0x81, ConsoleWorld.frame(dongle, 1)));
            assertThat(mine.readThrough("\"refused\":1")).contains("DONGLE_NOT_FOUND");
            theirs.send(frame(0x81, 3));
            assertThat(theirs.readThrough("\"refused\":1")).contains("VALIDATION_ERROR");
        }
    }

    private AgentClient connect() {
        return AgentClient.connect(node.address(), AgentClient.DATA, agent.token());
    }

    /** A socket of the agent by hand. */
    private RawSse open() {
        return open(agent);
    }

    private RawSse open(AgentId who) {
        RawSse raw = RawSse.connect(node.address());
        assertThat(raw.get("/ws/data", UPGRADE[0], UPGRADE[1], UPGRADE[2], UPGRADE[3],
                "Authorization: Bearer " + who.token()).readHead()).startsWith("HTTP/1.1 101 ");
        return raw;
    }

    /** A frame of so many letters. */
    private static String frame(int first, int length) {
        return frame(first, "a".repeat(length));
    }

    /** Masked with zeros. */
    private static String frame(int first, String text) {
        int length = text.length();
        StringBuilder frame = new StringBuilder().append((char) first);
        boolean isSmall = length < 126;
        int bytes = isSmall ? 0 : length < 0x10000 ? 2 : 8;
        frame.append((char) (0x80 | (isSmall ? length : bytes == 2 ? 126 : 127)));
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            frame.append((char) ((long) length >> shift & 0xff));
        }
        return frame.append("\0\0\0\0").append(text).toString();
    }
}
