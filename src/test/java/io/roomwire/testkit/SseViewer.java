package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Watches one stream as a browser's EventSource does: remembers the last id, reconnects with it after a drop, gives
 * up on any status but 200. Records every block. One virtual thread per viewer; other methods for any thread.
 */
public final class SseViewer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final String RESET = "stream_reset";
    private static final int RECONNECT_MILLIS = 50;
    private static final int SHOWN = 3;

    private final String path;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final List<SseBlock> blocks = new ArrayList<>();

    /** Written by the viewer's thread. */
    private volatile int connections;
    private volatile int attempts;
    private final AtomicInteger events = new AtomicInteger();
    private volatile String lastEventId;
    private volatile @Nullable Socket socket;
    private volatile @Nullable Throwable failure;

    /** Written by the test. */
    private volatile URI address;
    private volatile boolean closed;

    private SseViewer(URI address, String path, String lastEventId) {
        this.address = address;
        this.path = path;
        this.lastEventId = lastEventId;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    /** Starts without a position. */
    public static SseViewer watch(URI address, String path) {
        return resume(address, path, "");
    }

    /** Starts with a position. */
    public static SseViewer resume(URI address, String path, String lastEventId) {
        SseViewer viewer = new SseViewer(address, path, lastEventId);
        viewer.thread.start();
        return viewer;
    }

    /** Returns when the present connection has been greeted. */
    public SseViewer awaitLive() {
        return awaitUntil(() -> blocks().stream().anyMatch(block -> block.connection() == connections));
    }

    /** Returns when {@code count} events have come in all. */
    public SseViewer awaitEvents(int count) {
        return awaitUntil(() -> events.get() >= count);
    }

    public SseViewer awaitBlock(Predicate<SseBlock> predicate) {
        return awaitUntil(() -> blocks().stream().anyMatch(predicate));
    }

    /** Returns when the event with this id has come. */
    public SseViewer awaitId(long id) {
        String wanted = Long.toString(id);
        return awaitUntil(() -> events().stream().anyMatch(event -> event.id().filter(wanted::equals).isPresent()));
    }

    /** Returns when it has connected {@code count} times and been greeted. */
    public SseViewer awaitConnections(int count) {
        awaitUntil(() -> connections >= count);
        return awaitLive();
    }

    public List<SseBlock> blocks() {
        lock.lock();
        try {
            return List.copyOf(blocks);
        } finally {
            lock.unlock();
        }
    }

    /** All blocks with data, resets included. */
    public List<SseBlock> events() {
        return blocks().stream().filter(SseBlock::isEvent).toList();
    }

    /** The ids of all events, resets left out, in the order of arrival. */
    public List<Long> ids() {
        return events().stream().filter(event -> !event.isNamed(RESET)).map(SseBlock::position).toList();
    }

    public List<SseBlock> resets() {
        return events().stream().filter(event -> event.isNamed(RESET)).toList();
    }

    /** The first position that it was given. */
    public long start() {
        return blocks().stream().filter(block -> block.id().isPresent()).findFirst().orElseThrow().position();
    }

    /** The data of all events that are named so. */
    public List<String> data(String name) {
        return events().stream().filter(event -> event.isNamed(name)).map(event -> event.data().orElseThrow()).toList();
    }

    public String lastEventId() {
        return lastEventId;
    }

    public int connections() {
        return connections;
    }

    /** How often it tried to connect. */
    public int attempts() {
        return attempts;
    }

    /** Drops the connection as a lost network would; the viewer reconnects. */
    public void drop() {
        closeSocket();
    }

    /** Later connections go to {@code other}. */
    public void moveTo(URI other) {
        address = other;
        drop();
    }

    @Override
    public void close() {
        closed = true;
        closeSocket();
        LockSupport.unpark(thread);
    }

    private SseViewer awaitUntil(Condition condition) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
                if (failure != null) {
                    throw new AssertionError("the viewer gave up", failure);
                }
                return condition.holds();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(this + " waited too long", e);
        }
        return this;
    }

    /** How far it is. */
    @Override
    public String toString() {
        List<SseBlock> all = blocks();
        return address + path + " on connection " + connections + " of attempt " + attempts + ", " + events + " events, "
                + resets().size() + " resets, " + all.size() + " blocks, the last "
                + all.subList(Math.max(0, all.size() - SHOWN), all.size());
    }

    private interface Condition {
        boolean holds();
    }

    private void run() {
        while (!closed && failure == null) {
            int attempt = attempts + 1;
            attempts = attempt;
            try (Socket fresh = new Socket(address.getHost(), address.getPort())) {
                socket = fresh;
                visit(fresh);
            } catch (IOException _) {
                // dropped: reconnects below
            } catch (AssertionError | RuntimeException e) {
                failure = e;
            }
            LockSupport.parkNanos(Duration.ofMillis(ThreadLocalRandom.current().nextInt(RECONNECT_MILLIS)).toNanos());
        }
    }

    private void visit(Socket fresh) throws IOException {
        if (closed) {
            return;
        }
        fresh.getOutputStream().write(request().getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = new BufferedInputStream(fresh.getInputStream());
        String head = head(in);
        int connection = connections + 1;
        connections = connection;
        SseParser parser = new SseParser(body(head, in), connection);
        for (var block = parser.next(); block.isPresent(); block = parser.next()) {
            record(block.get());
        }
    }

    private void record(SseBlock block) {
        lock.lock();
        try {
            blocks.add(block);
        } finally {
            lock.unlock();
        }
        lastEventId = block.id().orElse(lastEventId);
        if (block.isEvent()) {
            events.incrementAndGet();
        }
    }

    private String request() {
        String position = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + position + "\r\n";
    }

    private static InputStream body(String head, InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            return new ByteArrayInputStream(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return head.contains("chunked") ? new ChunkedInput(in) : in;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed before the head");
            }
            head.append((char) c);
        }
        if (!head.toString().startsWith("HTTP/1.1 200 ")) {
            throw new AssertionError("refused: " + head);
        }
        return head.toString();
    }

    private void closeSocket() {
        Socket current = socket;
        try {
            if (current != null) {
                current.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
