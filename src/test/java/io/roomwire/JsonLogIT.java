package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log for programs: each line is JSON, and a request's lines can be found by its name. */
@Timeout(60)
final class JsonLogIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void isOneObjectPerLineThatNamesRequestAndTrace() throws IOException {
        try (NodeProcess node = NodeProcess.start(TestRedis.uri(), Map.of("ROOMWIRE_LOG_FORMAT", "json",
                "ROOMWIRE_ACCESS_LOG", "true"))) {
            HttpResponse<String> named = Http.get(node.address().resolve("/nothing?token=secret"), "X-Request-Id",
                    "edge-17", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
            assertThat(named.headers().firstValue("X-Request-Id")).hasValue("edge-17");
            HttpResponse<String> forged = Http.get(node.address().resolve("/healthz"), "X-Request-Id", "a b\"c", "traceparent",
                    "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01");
            assertThat(forged.headers().firstValue("X-Request-Id")).get().asString().matches("[0-9a-f]{16}");
            HttpResponse<String> refused = Http.get(node.address().resolve("/api/v1/nothing"), "X-Request-Id", "not so");
            HttpResponse<String> refusedByName = Http.get(node.address().resolve("/api/v1/nothing"), "X-Request-Id",
                    "Root=1-67891233-abcdef012345678912345678");
            await().until(() -> node.output().contains("/healthz 200"));
            for (HttpResponse<String> refusal : List.of(refused, refusedByName)) {
                assertThat(refusal.headers().firstValue("X-Request-Id"))
                        .hasValue(Json.at(refusal.body(), "details", "request_id").getStringValue());
            }
            assertThat(Json.at(refusedByName.body(), "details", "request_id").getStringValue()).startsWith("Root=");
            String first = line(node, "/nothing?token=***");
            assertThat(Json.at(first, "level").getStringValue()).isEqualTo("INFO");
            assertThat(Json.at(first, "loggerName").getStringValue()).isEqualTo("io.roomwire.AccessLogFilter");
            assertThat(Json.at(first, "mdc", "request_id").getStringValue()).isEqualTo("edge-17");
            assertThat(Json.at(first, "mdc", "trace_id").getStringValue()).isEqualTo(TRACE);
            String second = line(node, "/healthz 200");
            assertThat(Json.at(second, "mdc", "request_id").getStringValue()).isEqualTo(
                    forged.headers().firstValue("X-Request-Id").orElseThrow());
            assertThat(second).doesNotContain("trace_id");
            assertThat(node.output()).doesNotContain("secret", "a b");
        }
    }

    private static String line(NodeProcess node, String part) {
        return node.output().lines().filter(line -> line.contains("AccessLogFilter") && line.contains(part))
                .findFirst().orElseThrow();
    }
}
