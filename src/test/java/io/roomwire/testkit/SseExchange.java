package io.roomwire.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One request for a stream and its answer, block by block. One thread reads; any may close. */
public final class SseExchange implements AutoCloseable {

    private static final int NARROW = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final int status;
    private final SseParser parser;

    private SseExchange(Socket socket, String request, int connection) throws IOException {
        this.socket = socket;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        in = new BufferedInputStream(socket.getInputStream());
        String head = head();
        status = Integer.parseInt(head.substring(9, 12));
        parser = new SseParser(head.contains("chunked") ? new ChunkedInput(in) : in, connection);
    }

    /**
     * Asks and waits for the head of the answer.
     *
     * @param position the Last-Event-ID, empty for none
     * @param narrow with a small receive buffer, for one that will not read
     * @param silence in ms, after which reading fails
     * @param connection what the blocks tell as theirs
     */
    public static SseExchange open(URI server, String path, String position, boolean narrow, int silence,
                                   int connection) throws IOException {
        Socket socket = narrow ? Loopback.connectNarrow(server.getPort(), NARROW) : Loopback.connect(server.getPort());
        try {
            socket.setSoTimeout(silence);
            return new SseExchange(socket, request(path, position), connection);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String request(String path, String position) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + (position.isEmpty() ? "" : "Last-Event-ID: " + position + "\r\n") + "\r\n";
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed before the head");
            }
            head.append((char) c);
        }
        if (!head.toString().matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("no answer in HTTP: " + head);
        }
        return head.toString();
    }

    public int status() {
        return status;
    }

    /** The next whole block, or empty at the end. */
    public Optional<SseBlock> next() throws IOException {
        return parser.next();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // gone already
        }
    }
}
