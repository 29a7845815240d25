package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells from where a request comes. {@code X-Forwarded-For} counts as far as trusted proxies wrote it: read from its
 * end, the first address that is no trusted proxy's is the client's. Safe for any thread.
 */
public final class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";

    private final List<AddressRange> proxies;

    /** @param proxies whose word is taken */
    public ClientAddress(List<AddressRange> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** The client's address, or that of the last proxy that can be trusted to have named it. */
    public InetAddress of(HttpRequest<?> request) {
        InetAddress address = request.getRemoteAddress().getAddress();
        List<String> hops = isProxy(address) ? hops(request) : List.of();
        for (int i = hops.size() - 1; i >= 0 && isProxy(address); i--) {
            Optional<InetAddress> before = parse(hops.get(i));
            if (before.isEmpty()) {
                return address;
            }
            address = before.get();
        }
        return address;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private static List<String> hops(HttpRequest<?> request) {
        return request.getHeaders().getAll(HEADER).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1))).map(String::strip)
                .flatMap(hop -> hop.isEmpty() ? Stream.empty() : Stream.of(hop)).toList();
    }

    /** With or without a port; a name is none, and never looked up. */
    private static Optional<InetAddress> parse(String hop) {
        String bare = hop.matches("[0-9.]+:[0-9]+") ? hop.substring(0, hop.indexOf(':'))
                : hop.replaceFirst("^\\[([0-9A-Fa-f:.]+)](:[0-9]+)?$", "$1");
        return AddressRange.literal(bare);
    }
}
