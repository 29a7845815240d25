package io.roomwire.testkit;

import io.roomwire.testkit.TcpProxy.Spoil;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection through a {@link TcpProxy}: two virtual threads that copy until either side closes. */
final class TcpLink {

    private static final int BUFFER = 16 * 1024;
    private static final int FALSE = 0xff;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket target;
    private volatile boolean subscribed;
    private volatile Spoil spoil = Spoil.NOTHING;

    TcpLink(TcpProxy proxy, Socket client, Socket target) {
        this.proxy = proxy;
        this.client = client;
        this.target = target;
    }

    void start() {
        Thread.ofVirtual().start(() -> copy(client, target, false));
        Thread.ofVirtual().start(() -> copy(target, client, true));
    }

    /** Whether the client has subscribed to a channel. */
    boolean subscribed() {
        return subscribed;
    }

    void spoil(Spoil next) {
        spoil = next;
    }

    void close() {
        proxy.forget(this);
        closeQuietly(client);
        closeQuietly(target);
    }

    private void copy(Socket from, Socket to, boolean fromTarget) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                notice(buffer, n, fromTarget);
                Thread.sleep(proxy.delay());
                proxy.awaitOpen(this, fromTarget);
                if (spoil != Spoil.NOTHING) {
                    half(out, buffer, n);
                    return;
                }
                out.write(buffer, 0, n);
                if (!fromTarget) {
                    proxy.forwarded(n);
                }
            }
        } catch (IOException | InterruptedException _) {
            // closed by either side: the other side is closed below
        } finally {
            close();
        }
    }

    /** One false byte at most: it can never complete a message that it does not leave whole. */
    private void half(OutputStream out, byte[] buffer, int length) throws IOException {
        out.write(buffer, 0, length / 2);
        if (spoil == Spoil.CORRUPT) {
            out.write(FALSE);
        }
        out.flush();
    }

    private void notice(byte[] buffer, int length, boolean fromTarget) {
        if (!fromTarget && !subscribed) {
            subscribed = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("SUBSCRIBE");
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // already gone
        }
    }
}
