package io.roomwire.redis;

import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Lets the driver run on the server's event loops: what a post wants of Redis, Redis' answer, the live message and the
 * frames that follow from it then cost no hand-over between threads. The server ends its loops itself.
 */
final class ServerLoops implements EventLoopGroupProvider {

    private final EventLoopGroup loops;

    private ServerLoops(EventLoopGroup loops) {
        this.loops = loops;
    }

    /** Empty where the driver would bring sockets of another transport than these loops have. */
    static Optional<ServerLoops> of(EventLoopGroup loops) {
        return loops instanceof IoEventLoopGroup group && EpollProvider.isAvailable()
                && group.isIoType(EpollIoHandler.class) ? Optional.of(new ServerLoops(loops)) : Optional.empty();
    }

    /** One of them. */
    Executor first() {
        return loops.next();
    }

    /** The driver asks for a class of its transport and uses it as a group. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        return (T) loops;
    }

    /** The driver only reports it. */
    @Override
    public int threadPoolSize() {
        return 1;
    }

    @Override
    public Future<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }

    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }
}
