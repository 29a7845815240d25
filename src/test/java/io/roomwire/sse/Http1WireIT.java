package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.http.body.stream.BufferConsumer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The wire on a real socket, without a server around it. */
@Timeout(20)
@EnabledOnOs(OS.LINUX)
final class Http1WireIT {

    private final SseFrame frame = new SseEncoder(ByteBufAllocator.DEFAULT)
            .encode(Event.of(new EventId(1), EventId.NONE, "e", "1"));
    private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
    private EventLoopGroup group;
    private Socket client;

    @BeforeEach
    void connect() throws Exception {
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap().group(group).channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec());
                        accepted.complete(channel);
                    }
                }).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
        client = new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.localAddress()).getPort());
    }

    @AfterEach
    void close() throws IOException {
        frame.release();
        client.close();
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void writesIntoAnOpenSocketAtTheFlush() throws Exception {
        onLoop(wire -> {
            wire.frame(frame);
            assertThat(Gather.ofLoop().isEmpty()).isFalse();
            wire.flush();
        });
        assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("18\r\n");
    }

    @Test
    void writesNothingIntoASocketThatIsClosedAndWhoseDescriptorMayBeAnothersByNow() throws Exception {
        onLoop(wire -> {
            wire.abort();
            wire.frame(frame);
            assertThat(Gather.ofLoop().isEmpty()).isTrue();
            wire.flush();
        });
        assertThat(client.getInputStream().read()).isNegative();
    }

    @Test
    void leavesNothingForTheNextConnectionWhenItBreaksOff() throws Exception {
        onLoop(wire -> {
            wire.frame(frame);
            wire.abort();
            assertThat(Gather.ofLoop().isEmpty()).isTrue();
        });
        assertThat(client.getInputStream().read()).isNegative();
    }

    private void onLoop(Consumer<Http1Wire> task) throws Exception {
        Channel channel = accepted.get();
        channel.eventLoop().submit(() -> task.accept(
                new Http1Wire(channel.pipeline().context(HttpServerCodec.class), new NoBody(), true))).get();
    }

    private static final class NoBody implements BufferConsumer {

        @Override
        public void add(ReadBuffer buffer) {
            throw new AssertionError("past the body");
        }

        @Override
        public void complete() {
            // nobody waits for it
        }

        @Override
        public void error(Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
