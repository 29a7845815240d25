package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisWire;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a request asks of Redis, once the project is known to the node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectRoundTripIT {

    private static final Pattern COMMAND = Pattern.compile("\\S+ \\[\\d+ (\\S+)] \"(\\w+)\".*");
    /** What nodes tell each other names their streams. */
    private static final String REPORTS = "{cluster:nodes}";
    private static final String ANSWERED = "answered";

    private Node node;
    private ProjectOnNode project;

    @BeforeAll
    void start() {
        node = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
        project = ProjectOnNode.fresh(node);
        project.say("mia", "known from here on");
        project.service("mia", "PUT", "/chat/read", "{\"up_to_seq\":17}");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void aMessageGoesAtOnceWithItsAccessItsRepeatAndItsHistory() {
        assertThat(commands(() -> project.say("mia", "hello"))).containsExactly("EVALSHA");
        assertThat(commands(() -> project.post("mia", "hello", "c-1"))).containsExactly("EVALSHA");
        assertThat(commands(() -> project.post("mia", "hello", "c-1"))).containsExactly("EVALSHA");
    }

    @Test
    void aReadMarkGoesAtOnce() {
        assertThat(commands(() -> project.service("mia", "PUT", "/chat/read", "{\"up_to_seq\":17}")))
                .containsExactly("EVALSHA");
    }

    @Test
    void clientsWhoMissedNothingAskForNoHistory() {
        long head = project.say("mia", "the last word");
        assertThat(commands("}:messages", () -> {
            try (SseViewer viewer = SseViewer.resume(node.address(), project.watchPath("mia", ""),
                    Long.toString(head))) {
                viewer.awaitEvents(1);
            }
        })).isEmpty();
    }

    private List<String> commands(Runnable request) {
        return commands("", request);
    }

    /** Those that speak of the project and, behind its id, of what is named. */
    private List<String> commands(String what, Runnable request) {
        try (RedisWire monitor = TestRedis.wire()) {
            monitor.call("MONITOR");
            request.run();
            var _ = TestRedis.call("ECHO", ANSWERED);
            List<String> commands = new ArrayList<>();
            String line = "";
            while (!line.contains(ANSWERED)) {
                line = (String) Objects.requireNonNull(monitor.receive());
                Matcher command = COMMAND.matcher(line);
                if (command.matches() && !command.group(1).equals("lua") && line.contains(project.id() + what)
                        && !line.contains(REPORTS)) {
                    commands.add(command.group(2).toUpperCase(Locale.ROOT));
                }
            }
            return commands;
        }
    }
}
