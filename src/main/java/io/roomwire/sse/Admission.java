package io.roomwire.sse;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;

/**
 * Lets connections in no faster than they are served, so that live events pass between those of a herd that comes back
 * at once: otherwise thousands of requests lie ready before the next event, and each is answered first. Only so many
 * connections may be without their first request; the others wait in the kernel's backlog, and not for long if those
 * that were let in are silent. Confined to the acceptor's event loop.
 */
final class Admission extends ChannelInboundHandlerAdapter {

    /** What one loop answers in about 2 ms. */
    static final int PER_LOOP = 32;

    private final Duration patience;
    private int most;
    private int silent;
    private boolean paused;
    private int pauses;
    /** Changes when those admitted so far count no more. */
    private int round;

    /** @param patience how long those that were let in may keep others waiting by their silence */
    Admission(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        for (EventExecutor _ : context.channel().eventLoop().parent()) {
            most += PER_LOOP;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext acceptor, Object message) {
        ((Channel) message).pipeline().addLast(new FirstRead(acceptor, round));
        if (++silent >= most && !paused) {
            paused = true;
            acceptor.channel().config().setAutoRead(false);
            int pause = ++pauses;
            var _ = acceptor.executor().schedule(() -> forget(acceptor, pause), patience.toMillis(), MILLISECONDS);
        }
        acceptor.fireChannelRead(message);
    }

    /** Those that are still silent count no more. */
    private void forget(ChannelHandlerContext acceptor, int pause) {
        if (paused && pause == pauses) {
            round++;
            silent = 0;
            goOn(acceptor);
        }
    }

    private void spoke(ChannelHandlerContext acceptor, int admitted) {
        if (admitted == round && --silent <= most / 2 && paused) {
            goOn(acceptor);
        }
    }

    private void goOn(ChannelHandlerContext acceptor) {
        paused = false;
        acceptor.channel().config().setAutoRead(true);
    }

    /** Tells when a connection has said something, or has gone. */
    private final class FirstRead extends ChannelInboundHandlerAdapter {

        private final ChannelHandlerContext acceptor;
        private final int admitted;

        FirstRead(ChannelHandlerContext acceptor, int admitted) {
            this.acceptor = acceptor;
            this.admitted = admitted;
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
            EventExecutor loop = acceptor.executor();
            if (loop.inEventLoop()) {
                spoke(acceptor, admitted);
            } else {
                loop.execute(() -> spoke(acceptor, admitted));
            }
        }
    }
}
