package io.roomwire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire on a real socket, without a server around it. */
@Timeout(20)
@EnabledOnOs(OS.LINUX)
final class Http1WireIT {

    private final SseEncoder encoder = new SseEncoder(ByteBufAllocator.DEFAULT);
    private final SseFrame frame = encoder.encode(Event.of(new EventId(1), EventId.NONE, "e", "1"));
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesIntoAnOpenSocketAtTheSend(boolean batching) throws Exception {
        onLoop(batching, (wire, outbox) -> {
            wire.frame(frame);
            assertThat(outbox.isEmpty()).isFalse();
            wire.flush();
            outbox.send();
            assertThat(outbox.isEmpty()).isTrue();
            assertThat(wire.pending()).isZero();
        });
        assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("18\r\n");
    }

    /** The test would pass without it, by the other way. */
    @Test
    void batchesWhereTheKernelLets() throws Exception {
        assumeTrue(kernelLets());
        onLoop(true, (wire, outbox) -> {
            wire.frame(frame);
            wire.flush();
            assertThat(outbox.isEmpty()).isFalse();
            outbox.send();
        });
    }

    private static boolean kernelLets() {
        try (Uring ring = new Uring()) {
            return !ring.isFull();
        } catch (IOException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheOrderOfEverythingWritten(boolean batching) throws Exception {
        onLoop(batching, (wire, outbox) -> {
            for (int i = 0; i < 100; i++) {
                wire.frame(frame);
                wire.flush();
                wire.text(": " + i + "\n\n");
                wire.frame("id: " + i + "\n", frame);
                wire.frame(frame);
                wire.frame(frame);
                wire.flush();
            }
            outbox.send();
        });
        StringBuilder expected = new StringBuilder();
        String plain = "18\r\nid: 1\nevent: e\ndata: 1\n\n\r\n";
        for (int i = 0; i < 100; i++) {
            String text = ": " + i + "\n\n";
            String other = "id: " + i + "\nevent: e\ndata: 1\n\n";
            expected.append(plain).append(chunk(text)).append(chunk(other)).append(plain).append(plain);
        }
        assertThat(new String(client.getInputStream().readNBytes(expected.length()), UTF_8))
                .isEqualTo(expected.toString());
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** More than sockets take, so that sends are cut short. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesNothingWhenTheSocketTakesAPart(boolean batching) throws Exception {
        int frames = 200;
        String data = "x".repeat(100_000);
        SseFrame large = encoder.encode(Event.of(new EventId(1), EventId.NONE, "e", data));
        onLoop(batching, (wire, outbox) -> {
            for (int i = 0; i < frames; i++) {
                wire.frame(large);
                wire.flush();
                outbox.send();
            }
            assertThat(wire.pending()).isPositive();
        });
        String block = chunk("id: 1\nevent: e\ndata: " + data + "\n\n");
        for (int i = 0; i < frames; i++) {
            assertThat(new String(client.getInputStream().readNBytes(block.length()), UTF_8)).isEqualTo(block);
        }
        large.release();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queuesWhatAFullSocketRefuses(boolean batching) throws Exception {
        AtomicInteger filled = new AtomicInteger();
        onLoop(batching, (wire, outbox) -> {
            filled.set(fill(accepted.join()));
            wire.frame(frame);
            wire.flush();
            outbox.send();
            assertThat(wire.pending()).isPositive();
        });
        client.getInputStream().skipNBytes(filled.get());
        assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("18\r\n");
    }

    private static int fill(Channel channel) {
        ByteBuffer some = ByteBuffer.allocateDirect(64 * 1024);
        int all = 0;
        try {
            for (int taken = 1; taken > 0; all += taken) {
                taken = ((UnixChannel) channel).fd().write(some, 0, some.capacity());
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of two that wait the first may be cut short and the second not. */
    @Test
    void neverLetsTwoSendsOfOneConnectionWait() throws Exception {
        assumeTrue(kernelLets());
        onLoop(true, (wire, outbox) -> {
            wire.frame(frame);
            wire.flush();
            assertThat(outbox.waiting()).isOne();
            wire.frame(frame);
            assertThat(outbox.waiting()).isZero();
            wire.flush();
            assertThat(outbox.waiting()).isOne();
            outbox.send();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsBeforeItClosesADescriptorThatMayBeAnothersNext(boolean batching) throws Exception {
        onLoop(batching, (wire, outbox) -> {
            wire.frame(frame);
            wire.flush();
            wire.abort();
            assertThat(outbox.isEmpty()).isTrue();
        });
        assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("18\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesNothingIntoASocketThatIsClosedAndWhoseDescriptorMayBeAnothersByNow(boolean batching) throws Exception {
        onLoop(batching, (wire, outbox) -> {
            wire.abort();
            wire.frame(frame);
            assertThat(outbox.isEmpty()).isTrue();
            wire.flush();
        });
        assertThat(client.getInputStream().read()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesNothingForTheNextConnectionWhenItBreaksOff(boolean batching) throws Exception {
        onLoop(batching, (wire, outbox) -> {
            wire.frame(frame);
            wire.abort();
            assertThat(outbox.isEmpty()).isTrue();
        });
        assertThat(client.getInputStream().read()).isNegative();
    }

    private void onLoop(boolean batching, BiConsumer<Http1Wire, Outbox> task) throws Exception {
        Channel channel = accepted.get();
        channel.eventLoop().submit(() -> {
            Outbox outbox = new Outbox(batching);
            channel.eventLoop().terminationFuture().addListener(ended -> outbox.close());
            task.accept(new Http1Wire(channel.pipeline().context(HttpServerCodec.class), new NoBody(), true, outbox),
                    outbox);
        }).get();
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
