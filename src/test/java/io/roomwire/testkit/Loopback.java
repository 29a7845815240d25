package io.roomwire.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Sockets on 127.0.0.1, the only address that tests use. */
final class Loopback {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 1024;
    private static final int LOWEST = 15_000;
    private static final int FIRST_OF_CLIENTS = 32_768;

    private Loopback() {
    }

    /**
     * A port that nobody listened on a moment ago, below those that the system gives to clients: while a server is
     * down, a client that tries to reach it could otherwise be given its port and reach itself.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_OF_CLIENTS);
            try (ServerSocket probe = new ServerSocket(port, BACKLOG, ADDRESS)) {
                return probe.getLocalPort();
            } catch (IOException _) {
                // taken: another one
            }
        }
    }

    /** Listens on a free port. */
    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, BACKLOG, ADDRESS);
    }

    static Socket connect(int port) throws IOException {
        return new Socket(ADDRESS, port);
    }

    /** Connects with a receive buffer so small that a reader that stops reading soon holds the sender up. */
    static Socket connectNarrow(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(ADDRESS, port));
        return socket;
    }

    static boolean accepts(int port) {
        try (Socket socket = connect(port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
