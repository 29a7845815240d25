package io.roomwire.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A socket that speaks only the bytes it is told to. What it reads it gives as text of one character per byte
 * (ISO-8859-1), so that every byte can be compared.
 */
public final class RawSse implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(40);
    private static final int SHOWN = 2000;
    private static final int WIDE = 4 << 20;

    private final Socket socket;
    private final InputStream in;

    private RawSse(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    public static RawSse connect(URI address) {
        try {
            return new RawSse(Loopback.connect(address.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects with a receive buffer of 64 kB, for a reader that will not read. */
    public static RawSse connectNarrow(URI address) {
        try {
            return new RawSse(Loopback.connectNarrow(address.getPort(), 64 * 1024));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives a narrow one a large buffer, before it reads after all: into one smaller than a segment of loopback the
     * sender puts a piece every 200 ms.
     */
    public RawSse widen() {
        try {
            socket.setReceiveBufferSize(WIDE);
            return this;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the characters as bytes. */
    public RawSse send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends as many of the characters as the server takes before it closes. */
    public RawSse offer(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException _) {
            // closed by the server, which the next read tells
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends a GET in HTTP/1.1, with the given header lines. */
    public RawSse get(String target, String... headers) {
        return request("GET " + target + " HTTP/1.1", headers);
    }

    /** Sends a request without body. */
    public RawSse request(String line, String... headers) {
        StringBuilder request = new StringBuilder(line + "\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString());
    }

    /** Reads up to and including the first {@code marker}; fails when the stream ends or stays silent before it. */
    public String readThrough(String marker) {
        StringBuilder read = new StringBuilder();
        long start = System.nanoTime();
        while (!endsWith(read, marker)) {
            int c = System.nanoTime() - start > LONGEST_NANOS ? -1 : next();
            if (c < 0) {
                throw missing(marker, read);
            }
            read.append((char) c);
        }
        return read.toString();
    }

    /** The status line and header lines, with the blank line that ends them. */
    public String readHead() {
        return readThrough("\r\n\r\n");
    }

    /** Reads one chunk's envelope and gives its payload; empty for the last one. */
    public String readChunk() {
        String size = readThrough("\r\n");
        String payload = readBytes(Integer.parseInt(size.strip(), 16));
        String end = readBytes(2);
        if (!end.equals("\r\n")) {
            throw new AssertionError("a chunk of " + size.strip() + " bytes ends with <" + end + ">");
        }
        return payload;
    }

    /** Reads whole chunks until their payloads, joined, end with {@code marker}. */
    public String readChunksThrough(String marker) {
        StringBuilder payloads = new StringBuilder();
        long start = System.nanoTime();
        while (!endsWith(payloads, marker)) {
            String chunk = System.nanoTime() - start > LONGEST_NANOS ? "" : readChunk();
            if (chunk.isEmpty()) {
                throw missing(marker, payloads);
            }
            payloads.append(chunk);
        }
        return payloads.toString();
    }

    /** All bytes until the server closes; a reset counts as closing. */
    public String readToEnd() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int c = next(); c >= 0; c = next()) {
            read.write(c);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static AssertionError missing(String marker, StringBuilder read) {
        String tail = read.substring(Math.max(0, read.length() - SHOWN));
        return new AssertionError("ended or took too long before <" + marker + ">, after <" + tail + ">");
    }

    private static boolean endsWith(StringBuilder text, String marker) {
        int start = text.length() - marker.length();
        return start >= 0 && text.indexOf(marker, start) == start;
    }

    private String readBytes(int count) {
        try {
            return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int next() {
        try {
            return in.read();
        } catch (SocketException _) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
