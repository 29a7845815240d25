package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on 127.0.0.1, the only address that the benchmark uses. */
final class Loopback {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

    private Loopback() {
    }

    /** A port that nobody listened on a moment ago. */
    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, ADDRESS)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean accepts(int port) {
        try (Socket socket = new Socket(ADDRESS, port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
