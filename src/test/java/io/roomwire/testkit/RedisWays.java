package io.roomwire.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Redis servers that know each other, and where each is to be found: at its own port, or at that of a proxy, by which
 * it then announces itself to all.
 */
final class RedisWays implements AutoCloseable {

    private final List<RedisProcess> servers = new ArrayList<>();
    private final List<TcpProxy> proxies = new ArrayList<>();

    private RedisWays() {
    }

    /** @param start a server with options */
    static RedisWays direct(int count, Function<List<String>, RedisProcess> start) {
        RedisWays ways = new RedisWays();
        IntStream.range(0, count).forEach(_ -> ways.servers.add(start.apply(List.of())));
        return ways;
    }

    /**
     * The same behind proxies.
     *
     * @param announcing the option by which a server tells others its port
     */
    static RedisWays behindProxies(int count, String announcing, Function<List<String>, RedisProcess> start) {
        RedisWays ways = new RedisWays();
        for (int i = 0; i < count; i++) {
            TcpProxy proxy = TcpProxy.to(0);
            RedisProcess server = start.apply(List.of(announcing, Integer.toString(proxy.port())));
            proxy.switchTo(server.port());
            ways.proxies.add(proxy);
            ways.servers.add(server);
        }
        return ways;
    }

    List<RedisProcess> servers() {
        return servers;
    }

    /** None, or one before each server. */
    List<TcpProxy> proxies() {
        return proxies;
    }

    /** Where others find it. */
    int port(RedisProcess server) {
        return proxies.isEmpty() ? server.port() : proxies.get(servers.indexOf(server)).port();
    }

    RedisProcess at(int port) {
        return servers.stream().filter(server -> port(server) == port).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        proxies.forEach(TcpProxy::close);
        servers.forEach(RedisProcess::close);
    }
}
