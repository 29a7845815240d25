package io.roomwire.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAddressTest {

    private final ClientAddress clients = new ClientAddress(
            List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/8"), AddressRange.parse("192.0.2.7")));

    @Test
    void believesNobodyByDefault() {
        HttpRequest<?> request = from("10.0.0.1", "203.0.113.9");
        assertThat(new ClientAddress(List.of()).of(request).getHostAddress()).isEqualTo("10.0.0.1");
    }

    /** The header is read from its end, as far as trusted proxies wrote it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "198.51.100.1 | 203.0.113.9                          | 198.51.100.1",
        "10.0.0.1     | 203.0.113.9                          | 203.0.113.9",
        "192.0.2.7    | 203.0.113.9                          | 203.0.113.9",
        "10.0.0.1     | 1.2.3.4, 203.0.113.9                 | 203.0.113.9",
        "10.0.0.1     | 1.2.3.4, 203.0.113.9, 10.9.9.9       | 203.0.113.9",
        "10.0.0.1     | 10.1.1.1, 10.2.2.2                   | 10.1.1.1",
        "10.0.0.1     | 203.0.113.9:4711                     | 203.0.113.9",
        "10.0.0.1     | [2001:db8::1]:4711                   | 2001:db8:0:0:0:0:0:1",
        "fd00::1      | 2001:db8::1                          | 2001:db8:0:0:0:0:0:1",
        "10.0.0.1     | ::ffff:203.0.113.9                   | 203.0.113.9",
        "10.0.0.1     | unknown                              | 10.0.0.1",
        "10.0.0.1     | localhost                            | 10.0.0.1",
        "10.0.0.1     | 203.0.113.9, _hidden, 10.5.5.5       | 10.5.5.5",
        "10.0.0.1     | ,                                    | 10.0.0.1",
    })
    void findsTheClientBehindTrustedProxies(String remote, String header, String client) {
        assertThat(clients.of(from(remote, header)).getHostAddress()).isEqualTo(client);
    }

    @Test
    void readsSeveralHeadersAsOne() {
        assertThat(clients.of(from("10.0.0.1", "1.2.3.4", "203.0.113.9")).getHostAddress()).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,10.255.0.1,true", "10.0.0.0/8,11.0.0.1,false", "10.1.2.128/25,10.1.2.129,true",
        "10.1.2.128/25,10.1.2.127,false", "0.0.0.0/0,8.8.8.8,true", "0.0.0.0/0,2001:db8::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true", "2001:db8::/33,2001:db8:8000::1,false", "192.0.2.7,192.0.2.7,true"})
    void knowsWhatIsInARange(String range, String address, boolean isIn) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "proxy.example", "10.0.0.0/x", "10.0.0.0/"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesARangeByItsLowestAddress() {
        assertThat(new AddressRange(InetAddress.ofLiteral("2001:db8:1:2:3:4:5:6"), 64))
                .hasToString("2001:db8:1:2:0:0:0:0/64");
    }

    private static HttpRequest<?> from(String remote, String... forwarded) {
        MutableHttpRequest<String> request = HttpRequest.GET("/");
        Arrays.stream(forwarded).forEach(line -> request.getHeaders().add("X-Forwarded-For", line));
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(remote), 40_000);
        return new HttpRequestWrapper<String>(request) {
            @Override
            public InetSocketAddress getRemoteAddress() {
                return peer;
            }
        };
    }
}
