package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets before a server that only counts. */
@Timeout(30)
final class AdmissionTest {

    private static final int MANY = 200;
    private static final int MOST = 32;
    private static final Duration FOREVER = Duration.ofHours(1);
    private static final Duration BRIEF = Duration.ofMillis(300);

    private final AtomicInteger admitted = new AtomicInteger();
    private final List<Socket> clients = new ArrayList<>();
    private MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void letsInOnlySoManyThatAreSilent() throws IOException {
        connect(serve(FOREVER), MANY);
        settlesAt(MOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void letsInMoreWhenHalfOfThemHaveSpoken(int loopCount) throws IOException {
        loops = new MultiThreadIoEventLoopGroup(loopCount, NioIoHandler.newFactory());
        connect(serve(FOREVER), MANY);
        settlesAt(MOST);
        speak(0, MOST / 2 - 1);
        settlesAt(MOST);
        speak(MOST / 2 - 1, MOST / 2);
        settlesAt(MOST + MOST / 2);
    }

    @Test
    void letsInMoreWhenSomeHaveLeft() throws IOException {
        connect(serve(FOREVER), MANY);
        settlesAt(MOST);
        for (Socket client : clients.subList(0, MOST / 2)) {
            client.close();
        }
        settlesAt(MOST * 3 / 2);
    }

    @Test
    void letsAllInAfterSomePatience() throws IOException {
        connect(serve(Duration.ofMillis(10)), MANY);
        settlesAt(MANY);
        speak(0, MANY);
        connect(new InetSocketAddress(clients.getFirst().getInetAddress(), clients.getFirst().getPort()), MANY);
        settlesAt(2 * MANY);
    }

    @SuppressWarnings("deprecation")  // there is no other way to say it
    private InetSocketAddress serve(Duration patience) {
        RecvByteBufAllocator oneByOne = new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1);
        return (InetSocketAddress) new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .option(ChannelOption.RCVBUF_ALLOCATOR, oneByOne)
                .handler(new Admission(MOST, patience, loops)).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Counter());
                    }
                }).bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel().localAddress();
    }

    private void connect(InetSocketAddress server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(new Socket(server.getAddress(), server.getPort()));
        }
    }

    private void speak(int from, int to) throws IOException {
        for (Socket client : clients.subList(from, to)) {
            client.getOutputStream().write('x');
        }
    }

    private void settlesAt(int count) {
        await().until(() -> admitted.get() >= count);
        await().during(BRIEF).untilAsserted(() -> assertThat(admitted).hasValue(count));
    }

    private final class Counter extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext context) {
            admitted.incrementAndGet();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
