package io.roomwire.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the load client reaches a server. In the paths {@code @RUN@} is a word of the run's own, {@code %d} the room.
 *
 * @param ids what the load client checks about event ids
 * @param body the appended body, with the load client's place holders
 * @param envelope bytes of the body that are not the event's data
 * @param headers what whoever posts sends with it
 */
record Address(List<Integer> ports, String watch, String post, String ids, String body, int envelope,
        List<String> headers) {

    private static final String DATA = "{\"n\":%n,\"t\":%t,\"x\":\"%p\"}";

    Address {
        ports = List.copyOf(ports);
        headers = List.copyOf(headers);
    }

    /** Servers that take an event's data as the body. */
    static Address plain(int port, String watch, String post, String ids) {
        return new Address(List.of(port), watch, post, ids, DATA, 0, List.of());
    }

    /** Servers that take the data between {@code before} and {@code after}. */
    static Address wrapped(List<Integer> ports, String path, String before, String after) {
        int envelope = before.length() + after.length();
        return new Address(ports, path, path, "opaque", before + DATA + after, envelope, List.of());
    }

    /** The same, with a header on each post. */
    Address posting(String header) {
        return new Address(ports, watch, post, ids, body, envelope, List.of(header));
    }

    /** The last of the servers. */
    Address last() {
        return new Address(List.of(ports.getLast()), watch, post, ids, body, envelope, headers);
    }

    /** Flags of who only watches. */
    List<String> watching(String run) {
        return List.of("--target", targets(), "--id", ids, "--path", watch.replace("@RUN@", run));
    }

    /** Flags of who watches and appends events with {@code payload} bytes of data. */
    List<String> publishing(String run, int payload) {
        List<String> flags = new ArrayList<>(watching(run));
        Collections.addAll(flags, "--pub", "http", "--pub-target", targets());
        Collections.addAll(flags, "--pub-path", post.replace("@RUN@", run));
        Collections.addAll(flags, "--body", body, "--size", Integer.toString(payload + envelope));
        headers.forEach(header -> Collections.addAll(flags, "--pub-header", header));
        return flags;
    }

    private String targets() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }
}
