package io.roomwire.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class EmbeddedRedisIT {

    @Test
    void answersOnLoopbackAndLeavesNothingBehind() throws IOException {
        EmbeddedRedis redis = EmbeddedRedis.start();
        URI uri = URI.create(redis.uri());
        Path folder;
        try (redis) {
            assertThat(ask(uri, "PING")).startsWith("+PONG");
            folder = Path.of(ask(uri, "CONFIG GET dir").lines().filter(line -> line.startsWith("/")).findFirst()
                    .orElseThrow());
            assertThat(folder).isDirectory();
        }
        assertThat(Files.exists(folder)).isFalse();
        assertThatThrownBy(() -> ask(uri, "PING")).isInstanceOf(IOException.class);
    }

    @Test
    void startsSeveralBesideEachOther() throws IOException {
        try (EmbeddedRedis one = EmbeddedRedis.start(); EmbeddedRedis other = EmbeddedRedis.start()) {
            assertThat(one.uri()).isNotEqualTo(other.uri());
        }
    }

    private static String ask(URI redis, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName(redis.getHost()), redis.getPort())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
