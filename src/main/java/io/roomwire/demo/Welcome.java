package io.roomwire.demo;

import java.util.Optional;

/**
 * What a demo run tells.
 *
 * @param port where this node serves
 * @param redis the address of its Redis, without a password
 * @param secret of tokens, if it was made for this run: a second node must be told of it
 */
public record Welcome(int port, String redis, Optional<String> secret) {

    public String text() {
        return """

                Roomwire serves at http://localhost:%1$d with the demo feeds. Ctrl-C ends it.

                look inside       %4$s
                a second node     REDIS_URI=%2$s %5$sMICRONAUT_SERVER_PORT=%3$d mvn compile exec:exec
                watch a room      curl -N http://localhost:%1$d/api/rooms/t_001/events
                watch a stream    curl -N http://localhost:%1$d/api/v1/streams/topic:news/events
                append to it      curl -H 'Content-Type: application/json' -d '{"name":"hello","data":{"n":1}}' \
                http://localhost:%1$d/api/v1/streams/topic:news/events
                a token           TOKEN=$(curl -s -H 'Content-Type: application/json' -d '{"sub":"demo"}' \
                http://localhost:%1$d/api/dev/token | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
                several streams   curl -N "http://localhost:%1$d/api/v1/events?token=$TOKEN&streams=\
                room:t_001,trading:1,project:demo,dongle:d_00000000000000a1"
                work logs         curl -H "Authorization: Bearer $TOKEN" http://localhost:%1$d/api/v1/rooms
                all routes        http://localhost:%1$d/swagger-ui
                """.formatted(port, redis, port + 1, inside(),
                secret.map(text -> "ROOMWIRE_JWT_SECRET=" + text + ' ').orElse(""));
    }

    private String inside() {
        String local = "redis://127.0.0.1:";
        return "redis-cli " + (redis.startsWith(local) ? "-p " + redis.substring(local.length()) : "-u " + redis);
    }
}
