package io.roomwire.console;

import io.roomwire.console.ConsoleWorld.AgentId;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends numbered frames and counts which were accepted. After a cut it sends again what was not, since nobody told it
 * what became of that.
 */
final class RelaySenderClient implements AutoCloseable {

    private static final Pattern ACCEPTED = Pattern.compile("\"type\":\"can_accepted\".*\"count\":(\\d+)");
    private static final int ON_THEIR_WAY = 4000;
    private static final long A_MILLISECOND = 1_000_000;

    private final AgentId agent;
    private final String dongle;
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile URI node;
    private volatile int resumed;
    private volatile Optional<AgentClient> client = Optional.empty();

    RelaySenderClient(AgentId agent, String dongle, URI node) {
        this.agent = agent;
        this.dongle = dongle;
        this.node = node;
    }

    /** Later connections go there. */
    void moveTo(URI other) {
        node = other;
    }

    int accepted() {
        return accepted.get();
    }

    /** The first frame that was sent again. */
    int resumed() {
        return resumed;
    }

    Optional<String> refusal() {
        return refusal;
    }

    /** Returns when that many have been accepted. */
    void send(int frames) {
        while (accepted.get() < frames) {
            try (AgentClient socket = AgentClient.connect(node, AgentClient.DATA, agent.token(), this::read)) {
                client = Optional.of(socket);
                resumed = accepted.get();
                send(socket, accepted.get(), frames);
            } catch (CompletionException _) {
                LockSupport.parkNanos(A_MILLISECOND);
            }
        }
    }

    private void send(AgentClient socket, int from, int frames) {
        int next = from;
        while (accepted.get() < frames && !socket.isClosed()) {
            if (next < frames && next - accepted.get() < ON_THEIR_WAY) {
                socket.send(ConsoleWorld.frame(dongle, next));
                next++;
            } else {
                LockSupport.parkNanos(A_MILLISECOND);
            }
        }
    }

    private void read(String message) {
        Matcher count = ACCEPTED.matcher(message);
        if (count.find()) {
            accepted.addAndGet(Integer.parseInt(count.group(1)));
        } else if (message.contains("\"type\":\"error\"")) {
            refusal = Optional.of(message);
        }
    }

    @Override
    public void close() {
        client.ifPresent(AgentClient::close);
    }
}
