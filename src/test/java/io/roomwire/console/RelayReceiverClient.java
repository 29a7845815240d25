package io.roomwire.console;

import io.roomwire.console.ConsoleWorld.AgentId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what it is relayed by its number, and acknowledges now and then. */
final class RelayReceiverClient implements AutoCloseable {

    private static final Pattern FRAME = Pattern.compile("\"seq\":(\\d+).*\"data_hex\":\"([0-9a-f]{8})\"");
    private static final int ACKNOWLEDGED_EVERY = 100;

    private final AgentId agent;
    private final String group;
    private final ExecutorService acknowledging = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final Map<Long, Integer> frames = new ConcurrentSkipListMap<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<AgentClient>> client = new AtomicReference<>(Optional.empty());

    RelayReceiverClient(AgentId agent, String group) {
        this.agent = agent;
        this.group = group;
    }

    RelayReceiverClient connect(URI node) {
        AgentClient fresh = AgentClient.connect(node, AgentClient.DATA, agent.token(), new Reading()::read);
        client.set(Optional.of(fresh));
        return this;
    }

    void cut() {
        client.getAndSet(Optional.empty()).ifPresent(AgentClient::close);
    }

    /** Frames by their number in the direction. */
    Map<Long, Integer> frames() {
        return frames;
    }

    int repeats() {
        return repeats.get();
    }

    /** What must not be, if it was. */
    Optional<String> fault() {
        return fault.get();
    }

    @Override
    public void close() {
        cut();
        acknowledging.shutdownNow();
    }

    /** One connection: its numbers grow. */
    private final class Reading {

        private long last;

        void read(String message) {
            Matcher frame = FRAME.matcher(message);
            if (!frame.find()) {
                return;
            }
            long seq = Long.parseLong(frame.group(1));
            int number = Integer.parseUnsignedInt(frame.group(2), 16);
            if (seq <= last) {
                fault.set(Optional.of(seq + " came after " + last));
            }
            last = seq;
            Integer known = frames.putIfAbsent(seq, number);
            if (known != null) {
                repeats.incrementAndGet();
                if (known != number) {
                    fault.set(Optional.of(seq + " was " + known + " and " + number));
                }
            }
            if (seq % ACKNOWLEDGED_EVERY == 0) {
                acknowledge(seq);
            }
        }

        private void acknowledge(long seq) {
            try {
                acknowledging.execute(() -> client.get().ifPresent(socket -> socket.send(
                        "{\"type\":\"can_ack\",\"group_id\":\"" + group + "\",\"seq\":" + seq + '}')));
            } catch (RejectedExecutionException _) {
                // the test is over
            }
        }
    }
}
