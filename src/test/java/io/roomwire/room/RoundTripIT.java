package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.TcpProxy;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A post waits for Redis once. Redis' answers are held back until the post has taken effect there, so a post that waits
 * for an answer before it sends its next command never gets so far; after them nothing more may be sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoundTripIT {

    private static final Pattern COMMAND = Pattern.compile("\\S+ \\[\\d+ (\\S+)] \"(\\w+)\".*");
    private static final String ANSWERED = "the post was answered";
    /** What nodes tell each other names their streams. */
    private static final String REPORTS = "{cluster:nodes}";

    private RedisProcess redis;
    private TcpProxy proxy;
    private Node node;
    private RoomOnNode room;

    @BeforeAll
    void start() {
        redis = RedisProcess.start();
        proxy = TcpProxy.to(redis.port());
        node = Node.start(proxy.redisUri(), RoomOnNode.QUIET);
        room = RoomOnNode.running(node);
        // Whoever the room belongs to is known from here on; so are the scripts, and the key of the aliases.
        decide(RoomOnNode.running(node));
        state(room);
        topic();
        bringIn();
        assertThat(room.say("usr_warm", "hello").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        node.close();
        proxy.close();
        redis.close();
    }

    @Test
    void aMessageGoesWithItsLimitItsHistoryAndItsName() {
        Trip trip = watch("\"spublish\" \"rw:{room:" + room.id() + "}\"", room.id(), () -> room.say("usr_1", "hello"));
        assertThat(trip.sent()).containsExactly("EVALSHA");
        assertThat(trip.afterwards()).isEmpty();
        Trip named = watch("\"spublish\" \"rw:{room:" + room.id() + "}\"", "usr_2", () -> room.say("usr_2", "hello"));
        assertThat(named.sent()).containsExactly("SET", "EVALSHA");
        assertThat(named.afterwards()).isEmpty();
    }

    @Test
    void stateIsPutAtOnce() {
        Trip trip = watch("\"hset\" \"rw:{room:" + room.id(), room.id(), () -> state(room));
        assertThat(trip.sent()).containsExactly("EVALSHA");
        assertThat(trip.afterwards()).isEmpty();
    }

    /** What the agent may say of it comes behind the answer, at any time: decisions are made in rooms of their own. */
    @Test
    void aDecisionGoesWithItsLogItsRecordAndItsDay() {
        RoomOnNode deciding = RoomOnNode.running(node);
        state(deciding);
        Trip trip = watch("\"spublish\" \"rw:{room:" + deciding.id() + "}\"", deciding.id(), () -> decide(deciding));
        assertThat(trip.sent()).containsExactly("EVALSHA", "EVALSHA");
    }

    @Test
    void auditRecordsAreBroughtInAtOnce() {
        Trip trip = watch("\"xadd\" \"rw:{room:" + room.id() + "}:audit:", room.id(), this::bringIn);
        assertThat(trip.sent()).containsExactly("EVALSHA");
        assertThat(trip.afterwards()).isEmpty();
    }

    @Test
    void aKnownAgentIsChangedAtOnce() {
        assertThat(room.get("/api/agents/" + room.id() + "/decision-audit/latest").status()).isEqualTo(200);
        Trip trip = watch("{room:" + room.id() + "}:agent\" ", room.id(),
                () -> room.send("POST", "/api/agents/" + room.id() + "/start", "{}"));
        assertThat(trip.sent()).containsExactly("HSET", "EVALSHA");
        assertThat(trip.afterwards()).isEmpty();
        assertThat(room.get("/api/agents/" + room.id() + "/decision-audit/latest").status()).isEqualTo(200);
    }

    @Test
    void aPlainEventGoesWithItsIdempotencyKey() {
        Trip trip = watch("\"spublish\" \"rw:{topic:trip}\"", "topic:trip", this::topic);
        assertThat(trip.sent()).containsExactly("EVALSHA");
        assertThat(trip.afterwards()).isEmpty();
    }

    private static HttpResponse<String> state(RoomOnNode room) {
        return room.send("PUT", "/api/rooms/" + room.id() + "/state", "{\"account\":{\"total_equity\":1}}");
    }

    private static HttpResponse<String> decide(RoomOnNode room) {
        return room.send("POST", "/api/rooms/" + room.id() + "/decisions", "{\"decisions\":[]}");
    }

    private HttpResponse<String> bringIn() {
        return room.send("POST", "/api/agents/" + room.id() + "/decision-audit", "{\"saved_ts_ms\":1760000000000}",
                "Content-Type", "application/x-ndjson", "x-control-token", Node.CONTROL_TOKEN);
    }

    private HttpResponse<String> topic() {
        return room.send("POST", "/api/v1/streams/topic:trip/events", "{\"name\":\"e\",\"data\":1}",
                "Idempotency-Key", Long.toString(System.nanoTime()), "x-control-token", Node.CONTROL_TOKEN);
    }

    /**
     * Posts while Redis' answers are held back.
     *
     * @param effect in the line of the command that a script runs last of all
     * @param about what the commands that count speak of
     */
    private Trip watch(String effect, String about, Supplier<HttpResponse<String>> post) {
        try (RedisWire monitor = RedisWire.connect(redis.port())) {
            monitor.call("MONITOR");
            proxy.holdAnswers();
            Executor threads = task -> Thread.ofVirtual().start(task);
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(post, threads)
                    .whenComplete((response, failure) -> redis.call("ECHO", ANSWERED));
            List<String> sent = until(monitor, effect, about);
            proxy.heal();
            assertThat(answer.join().statusCode()).isIn(200, 201);
            return new Trip(sent, until(monitor, ANSWERED, about));
        } finally {
            proxy.heal();
        }
    }

    /** The commands of clients up to that line. */
    private static List<String> until(RedisWire monitor, String last, String about) {
        List<String> commands = new ArrayList<>();
        String line = "";
        while (!line.toLowerCase(Locale.ROOT).contains(last)) {
            assertThat(line).as("still waiting for %s", last).doesNotContain(ANSWERED);
            line = (String) Objects.requireNonNull(monitor.receive());
            Matcher command = COMMAND.matcher(line);
            if (command.matches() && !command.group(1).equals("lua") && line.contains(about)
                    && !line.contains(REPORTS)) {
                commands.add(command.group(2).toUpperCase(Locale.ROOT));
            }
        }
        return commands;
    }

    /**
     * What a post sent.
     *
     * @param sent without an answer to anything
     * @param afterwards once there were answers
     */
    private record Trip(List<String> sent, List<String> afterwards) {
    }
}
