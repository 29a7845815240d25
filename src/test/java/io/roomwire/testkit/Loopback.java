package io.roomwire.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Sockets on 127.0.0.1, the only address that tests use. */
final class Loopback {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");
    private static final int BACKLOG = 1024;
    private static final int LOWEST = 15_000;
    private static final int FIRST_OF_CLIENTS = 32_768;
    private static final int BUS = 10_000;
    /** Each process of tests has ports of its own, and gives each once before any again. */
    private static final int PROCESSES = 6;
    private static final int SHARE = (FIRST_OF_CLIENTS - LOWEST) / PROCESSES;
    private static final int OWN = LOWEST + SHARE * Math.floorMod(Integer.getInteger("roomwire.fork", 0), PROCESSES);
    private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(SHARE));

    private Loopback() {
    }

    /**
     * A port that nobody listened on a moment ago and no other test of this run is given, below those that the system
     * gives to clients: while a server is down, a client that tries to reach it could otherwise be given its port and
     * reach itself.
     */
    static int freePort() {
        while (true) {
            int port = OWN + Math.floorMod(NEXT.getAndIncrement(), SHARE);
            try (ServerSocket probe = new ServerSocket(port, BACKLOG, ADDRESS)) {
                return probe.getLocalPort();
            } catch (IOException _) {
                // taken: another one
            }
        }
    }

    /** One of which also the port of a Redis Cluster's bus, 10,000 above it, is such. */
    static int freePortWithBus() {
        while (true) {
            int port = freePort();
            if (port + BUS < FIRST_OF_CLIENTS && !accepts(port + BUS)) {
                return port;
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
