package io.roomwire.sse;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets connections in no faster than they are served, so that live events pass between those of a herd that comes back
 * at once: otherwise thousands of requests lie ready before the next event, and each is answered first. Only so many
 * connections may be without their first request; the others wait in the kernel's backlog, and not for long if those
 * that were let in are silent.
 *
 * <p>Measured with 10,000 that come within a second: the 99th percentile of the others stays within twice its usual, and
 * the herd is served in that second; four times as many at a time serve a herd of 2,000 in two thirds of the time, and
 * the others wait four times as long. Confined to the acceptor's event loop, but for the count, from which the loops
 * that serve take.
 */
final class Admission extends ChannelInboundHandlerAdapter {

    private final int most;
    private final Duration patience;
    /** Only a loop that comes to its timers has looked for requests: a busy one has not been waited for. */
    private final EventExecutorGroup serving;
    private int pauses;
    private volatile boolean paused;
    /** Those let in without a request yet; a new count begins when they have been waited for long enough. */
    private AtomicInteger silent = new AtomicInteger();

    /**
     * @param most connections let in that have not asked for anything
     * @param patience how long they may keep others waiting
     * @param serving the loops on which connections are served
     */
    Admission(int most, Duration patience, EventExecutorGroup serving) {
        this.most = most;
        this.patience = patience;
        this.serving = serving;
    }

    @Override
    public void channelRead(ChannelHandlerContext acceptor, Object message) {
        ((Channel) message).pipeline().addLast(new FirstRead(acceptor, silent));
        if (silent.incrementAndGet() >= most && !paused) {
            pause(acceptor);
        }
        acceptor.fireChannelRead(message);
    }

    private void pause(ChannelHandlerContext acceptor) {
        acceptor.channel().config().setAutoRead(false);
        int pause = ++pauses;
        paused = true;
        Runnable forget = () -> acceptor.executor().execute(() -> forget(acceptor, pause));
        var _ = serving.schedule(forget, patience.toMillis(), MILLISECONDS);
        if (silent.get() <= most / 2) {
            goOn(acceptor);
        }
    }

    private void forget(ChannelHandlerContext acceptor, int pause) {
        if (paused && pause == pauses) {
            silent = new AtomicInteger();
            goOn(acceptor);
        }
    }

    private void goOn(ChannelHandlerContext acceptor) {
        if (paused) {
            paused = false;
            acceptor.channel().config().setAutoRead(true);
        }
    }

    /** Tells when a connection has said something, or has gone. On the connection's loop. */
    private final class FirstRead extends ChannelInboundHandlerAdapter {

        private final ChannelHandlerContext acceptor;
        private final AtomicInteger counted;

        FirstRead(ChannelHandlerContext acceptor, AtomicInteger counted) {
            this.acceptor = acceptor;
            this.counted = counted;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(message);
            if (!context.isRemoved()) {
                context.pipeline().remove(this);
            }
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            if (counted.decrementAndGet() == most / 2 && paused) {
                acceptor.executor().execute(() -> goOn(acceptor));
            }
        }
    }
}
