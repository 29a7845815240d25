package io.roomwire.faults;

import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Json;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two agents and their group: one sends numbered frames, each once, the other acknowledges what it gets. Both come back
 * at any node, whatever ended their socket. Not by the balancer of the tests, which knows no WebSockets.
 */
final class RelayPair implements AutoCloseable {

    private static final Pattern FRAME = Pattern.compile("\"seq\":(\\d+).*\"data_hex\":\"([0-9a-f]{8})\"");
    private static final int PATIENCE_MILLIS = 1000;
    private static final int BETWEEN_MILLIS = 30;
    private static final int LONGEST_VISIT_MILLIS = 8000;
    private static final int SHORTEST_VISIT_MILLIS = 1000;

    private final List<URI> nodes;
    private final Trace trace;
    private final Random random;
    private final AgentId sender;
    private final AgentId receiver;
    private final String dongle;
    private final String group;
    /** What shows the frames. */
    private final Sight console;

    /** Of the sender's thread, but for what comes: it counts how many frames of its socket were accepted. */
    private final AtomicInteger accepted = new AtomicInteger();
    private int number;
    private volatile int lastAccepted;

    /** Of the receiver's threads. */
    private final AtomicInteger newest = new AtomicInteger();
    private volatile boolean closed;

    RelayPair(Setup owner, List<URI> nodes, Trace trace, Random random) {
        this.nodes = nodes;
        this.trace = trace;
        this.random = random;
        URI node = owner.node();
        sender = ConsoleWorld.register(node, owner.token());
        receiver = ConsoleWorld.register(node, owner.token());
        dongle = ConsoleWorld.dongle(node, sender, owner.owner());
        group = ConsoleWorld.group(node, owner.token(), dongle, ConsoleWorld.dongle(node, receiver, owner.owner()));
        ConsoleWorld.activate(node, owner.token(), group);
        console = new Sight(List.of("dongle:" + dongle), "/api/v1/streams/dongles/" + dongle + "/console?token="
                + owner.token(), () -> (block, notes) -> TopicSource.read(stream(), block, notes));
        Thread.ofVirtual().name("relay receiver").start(this::receive);
    }

    /** Sends until then. */
    void send(long untilMillis) {
        while (trace.millis() < untilMillis) {
            try (AgentClient socket = AgentClient.connect(node(), AgentClient.DATA, sender.token(), this::answered)) {
                accepted.set(0);
                long end = Math.min(untilMillis, visitEnd());
                for (int sent = 1; trace.millis() < end && send(socket, sent); sent++) {
                    Pause.of(BETWEEN_MILLIS).pass();
                }
            } catch (RuntimeException _) {
                Pause.of(BETWEEN_MILLIS).pass();
            }
        }
    }

    /** Returns whether it was accepted. */
    private boolean send(AgentClient socket, int sent) {
        number++;
        trace.add(new Entry.Asked(stream(), token(number), false));
        socket.send(ConsoleWorld.frame(dongle, number, Token.mark(token(number))));
        long patience = trace.millis() + PATIENCE_MILLIS;
        while (accepted.get() < sent && trace.millis() < patience && !socket.isClosed()) {
            Pause.of(1).pass();
        }
        if (accepted.get() >= sent) {
            trace.add(new Entry.Accepted(group, number));
            lastAccepted = number;
            return true;
        }
        return false;
    }

    private void answered(String message) {
        if (message.contains("\"type\":\"can_accepted\"")) {
            accepted.addAndGet(Json.at(message, "count").getIntValue());
        }
    }

    private void receive() {
        for (int connection = 1; !closed; connection++) {
            Receiving receiving = new Receiving(connection);
            try (AgentClient socket = AgentClient.connect(node(), AgentClient.DATA, receiver.token(), receiving::read)) {
                long end = visitEnd();
                while (trace.millis() < end && !socket.isClosed() && !closed) {
                    receiving.acknowledge(socket);
                    Pause.of(BETWEEN_MILLIS).pass();
                }
            } catch (RuntimeException _) {
                Pause.of(BETWEEN_MILLIS).pass();
            }
        }
    }

    /** What one connection of the receiver brought. A socket that was left still tells what was on its way. */
    private final class Receiving {

        private final int connection;
        private volatile long seq;
        private long told;

        Receiving(int connection) {
            this.connection = connection;
        }

        void read(String message) {
            Matcher frame = FRAME.matcher(message);
            if (frame.find()) {
                seq = Long.parseLong(frame.group(1));
                int got = Integer.parseUnsignedInt(frame.group(2), 16);
                trace.add(new Entry.Relayed(group, connection, seq, got));
                newest.accumulateAndGet(got, Math::max);
            }
        }

        void acknowledge(AgentClient socket) {
            long latest = seq;
            if (latest > told) {
                socket.send("{\"type\":\"can_ack\",\"group_id\":\"" + group + "\",\"seq\":" + latest + '}');
                told = latest;
            }
        }
    }

    private long visitEnd() {
        synchronized (random) {
            return trace.millis() + SHORTEST_VISIT_MILLIS + random.nextInt(LONGEST_VISIT_MILLIS);
        }
    }

    private URI node() {
        synchronized (random) {
            return nodes.get(random.nextInt(nodes.size()));
        }
    }

    /** Whether the other side has the newest frame that was sent. */
    boolean isLevel() {
        return newest.get() >= number;
    }

    /** Of the sender's dongle: what it shows is not promised, only told in order and once. */
    String stream() {
        return console.streams().getFirst();
    }

    Sight console() {
        return console;
    }

    /** Of the newest frame that was accepted. */
    String lastToken() {
        return token(lastAccepted);
    }

    static String token(int number) {
        return "frame-" + number;
    }

    @Override
    public void close() {
        closed = true;
    }
}
