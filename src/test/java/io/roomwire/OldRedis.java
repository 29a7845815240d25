package io.roomwire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Speaks as much as a Redis 6.2 needs to say what it is: no such server is at hand for a test. */
final class OldRedis implements AutoCloseable {

    private static final String VERSION = "redis_version:6.2.14\r\n";

    private final ServerSocket socket;

    private OldRedis(ServerSocket socket) {
        this.socket = socket;
    }

    static OldRedis start() throws IOException {
        OldRedis redis = new OldRedis(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(redis::accept);
        return redis;
    }

    String uri() {
        return "redis://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private static void serve(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(answer(command(in, line)).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException _) {
            // The node is gone.
        }
    }

    /** The first word of an array of strings; the others are read and forgotten. */
    private static String command(BufferedReader in, String array) throws IOException {
        String first = "";
        for (int words = Integer.parseInt(array.substring(1)); words > 0; words--) {
            in.readLine();
            String word = in.readLine();
            first = first.isEmpty() ? word : first;
        }
        return first.toUpperCase(Locale.ROOT);
    }

    private static String answer(String command) {
        return switch (command) {
            case "INFO" -> "$" + VERSION.length() + "\r\n" + VERSION + "\r\n";
            case "HELLO" -> "-ERR unknown command\r\n";
            case "PING" -> "+PONG\r\n";
            default -> "+OK\r\n";
        };
    }
}
