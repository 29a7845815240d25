package io.roomwire.testkit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One of many viewers, as a browser's EventSource is: when its stream ends it stays away as long as it was told, then
 * comes again with its last id. Keeps numbers alone. Runs on a virtual thread; other methods for any thread.
 */
public final class CrowdViewer {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final URI address;
    private final String path;
    private final Crowd crowd;
    private final Thread thread;

    @GuardedBy("this")
    private final List<Absence> absences = new ArrayList<>();
    @GuardedBy("this")
    private long[] ids = new long[64];
    @GuardedBy("this")
    private int count;

    /** Confined to the thread. */
    private Duration retry = FIRST_RETRY;
    private String lastId = "";
    private Instant from = Instant.now();
    private boolean named;

    private volatile boolean present;
    private volatile boolean closed;
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile String wrongStatus = "";
    private volatile @Nullable Socket socket;

    /** A time between two connections. */
    public record Absence(Instant from, Instant to) {
    }

    CrowdViewer(URI address, String path, Crowd crowd) {
        this.address = address;
        this.path = path;
        this.crowd = crowd;
        this.thread = Thread.ofVirtual().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed && wrongStatus.isEmpty()) {
            try (Socket fresh = Loopback.connect(address.getPort())) {
                socket = fresh;
                visit(fresh);
            } catch (IOException cut) {
                cuts.incrementAndGet();
            }
            if (present) {
                present = false;
                from = Instant.now();
            }
            LockSupport.parkNanos(retry.toNanos());
        }
    }

    private void visit(Socket fresh) throws IOException {
        String position = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
        fresh.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + position + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = new BufferedInputStream(fresh.getInputStream(), 1024);
        if (enters(in)) {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new ChunkedInput(in), StandardCharsets.UTF_8), 1024);
            Instant greeted = Instant.now();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, greeted);
            }
        }
    }

    /** Reads the head; false when the answer is none that an EventSource goes on from. */
    private boolean enters(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed before the head");
            }
            head.append((char) c);
        }
        boolean enters = head.indexOf("HTTP/1.1 200 ") == 0 && head.indexOf("chunked") > 0;
        if (!enters && head.indexOf("HTTP/1.1 200 ") == 0) {
            refused(in, head.toString());
        } else if (!enters) {
            wrongStatus = head.substring(0, head.indexOf("\r"));
        }
        return enters;
    }

    /** A whole answer: told to come again. */
    private void refused(InputStream in, String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
        new String(in.readNBytes(length), StandardCharsets.UTF_8).lines().forEach(line -> take(line, Instant.now()));
        refusals.incrementAndGet();
    }

    private void take(String line, Instant greeted) {
        if (line.startsWith(": connected")) {
            arrive();
        } else if (line.startsWith("retry: ")) {
            retry = Duration.ofMillis(Long.parseLong(line.substring(7)));
        } else if (line.startsWith("id: ")) {
            lastId = line.substring(4);
            named = false;
        } else if (line.startsWith("event: ")) {
            named = true;
            resets.addAndGet(line.equals("event: stream_reset") ? 1 : 0);
        } else if (line.startsWith("data: ") && named && present) {
            record(Long.parseLong(lastId), greeted);
        }
    }

    private void arrive() {
        synchronized (this) {
            if (!lastId.isEmpty()) {
                absences.add(new Absence(from, Instant.now()));
            }
        }
        present = true;
    }

    private void record(long id, Instant greeted) {
        Instant appended = Instant.EPOCH.plus(id, ChronoUnit.MICROS);
        if (appended.isAfter(greeted)) {
            crowd.delivered(Duration.between(appended, Instant.now()));
        }
        synchronized (this) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, count * 2);
            }
            ids[count++] = id;
        }
    }

    public boolean isPresent() {
        return present;
    }

    /** The ids of all events, in the order of arrival. */
    public synchronized List<Long> ids() {
        return Arrays.stream(ids, 0, count).boxed().toList();
    }

    synchronized List<Absence> absences() {
        List<Absence> all = new ArrayList<>(absences);
        if (!present && !lastId.isEmpty()) {
            all.add(new Absence(from, Instant.now()));
        }
        return all;
    }

    public String path() {
        return path;
    }

    /** How often it was told that its position is gone. */
    public int resets() {
        return resets.get();
    }

    /** How often it was told to come again before it was let in. */
    public int refusals() {
        return refusals.get();
    }

    /** How often a stream broke off instead of ending, or no stream began. */
    public int cuts() {
        return cuts.get();
    }

    /** The status line after which an EventSource gives up for good; empty for none. */
    public String wrongStatus() {
        return wrongStatus;
    }

    void close() {
        closed = true;
        try {
            Socket last = socket;
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
