package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a node answers to an operator, as JSON. */
record Seen(JsonNode body) {

    static Seen of(String json) {
        return new Seen(Json.parse(json));
    }

    static Seen overview(URI node) {
        return get(node, "/api/v1/ops/overview");
    }

    static Seen get(URI node, String path) {
        try {
            HttpResponse<String> answer = Http.get(node.resolve(path), "x-control-token", Node.CONTROL_TOKEN);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return of(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        return at(name).getStringValue();
    }

    long number(String name) {
        return at(name).getLongValue();
    }

    boolean flag(String name) {
        return at(name).getBooleanValue();
    }

    double rate() {
        return at("events_per_second").getDoubleValue();
    }

    boolean has(String name) {
        return body.get(name) != null;
    }

    Seen in(String name) {
        return new Seen(at(name));
    }

    List<Seen> all(String name) {
        return StreamSupport.stream(at(name).values().spliterator(), false).map(Seen::new).toList();
    }

    List<String> states() {
        return all("nodes").stream().map(node -> node.text("state")).toList();
    }

    Optional<Seen> node(URI address) {
        return all("nodes").stream().filter(node -> node.text("address").equals(address.getAuthority())).findFirst();
    }

    Optional<Seen> stream(String key) {
        return all("streams").stream().filter(stream -> stream.text("stream").equals(key)).findFirst();
    }

    Seen system(String name) {
        return all("systems").stream().filter(system -> system.text("name").equals(name)).findFirst().orElseThrow();
    }

    private JsonNode at(String name) {
        JsonNode value = body.get(name);
        assertThat(value).as(name).isNotNull();
        return Objects.requireNonNull(value);
    }
}
