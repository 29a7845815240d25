package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands on loopback between two that speak TCP, such as a node and its Redis: the target can be switched, connections
 * cut, whole or within a message, and bytes held back and let go later. Nothing is ever reordered.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket server;
    private final Set<TcpLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong forwarded = new AtomicLong();
    private volatile int target;
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by the lock. */
    private Held held = Held.NOTHING;

    /** What happens within a message. */
    enum Spoil { NOTHING, HALVE, CORRUPT }

    private enum Held { NOTHING, DELIVERIES, REQUESTS, ANSWERS, ALL }

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    public static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(Loopback.listen(), target);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public String redisUri() {
        return "redis://127.0.0.1:" + port();
    }

    /** How many bytes clients have sent that the target's system has taken. */
    public long forwarded() {
        return forwarded.get();
    }

    void forwarded(int bytes) {
        forwarded.addAndGet(bytes);
    }

    /** Cuts all connections; later ones go to {@code port}. */
    public void switchTo(int port) {
        target = port;
        cut();
    }

    /** Closes all connections; new ones may come at once. */
    public void cut() {
        links.forEach(TcpLink::close);
    }

    /** Closes all connections and every new one, until {@link #heal}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Holds back all bytes of all connections, both ways, without closing any: a black hole. */
    public void holdAll() {
        hold(Held.ALL);
    }

    /** Holds back what Redis sends on connections that have subscribed to something. */
    public void holdDeliveries() {
        hold(Held.DELIVERIES);
    }

    /** Holds back all that Redis sends; what it is sent goes through. */
    public void holdAnswers() {
        hold(Held.ANSWERS);
    }

    /** Holds back all that clients send; what the target sends goes through. */
    public void holdRequests() {
        hold(Held.REQUESTS);
    }

    /** Each connection passes half of the next bytes that come, from whichever side, and is closed. */
    public void halve() {
        links.forEach(link -> link.spoil(Spoil.HALVE));
    }

    /** The same, with a byte behind the half that was never sent. */
    public void corrupt() {
        links.forEach(link -> link.spoil(Spoil.CORRUPT));
    }

    /** Lets bytes pass this much later from now on, both ways. */
    public void delay(Duration by) {
        delay = by;
    }

    Duration delay() {
        return delay;
    }

    /** Accepts connections again, lets go of what was held back and delays nothing. */
    public void heal() {
        refusing = false;
        delay = Duration.ZERO;
        hold(Held.NOTHING);
    }

    /** Returns at once, or when bytes of this direction are no longer held back. */
    void awaitOpen(TcpLink link, boolean fromTarget) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isHeld(link, fromTarget)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private boolean isHeld(TcpLink link, boolean fromTarget) {
        return switch (held) {
            case NOTHING -> false;
            case DELIVERIES -> fromTarget && link.subscribed();
            case REQUESTS -> !fromTarget;
            case ANSWERS -> fromTarget;
            case ALL -> true;
        };
    }

    void forget(TcpLink link) {
        links.remove(link);
    }

    private void hold(Held now) {
        lock.lock();
        try {
            held = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                link(server.accept());
            } catch (IOException _) {
                // the proxy was closed, or the target is away: the client sees its connection closed
            }
        }
    }

    private void link(Socket client) throws IOException {
        try {
            if (refusing) {
                throw new IOException("refusing");
            }
            TcpLink link = new TcpLink(this, client, Loopback.connect(target));
            links.add(link);
            link.start();
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        heal();
    }
}
