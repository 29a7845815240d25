package io.roomwire.testkit;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes nodes every second; skips the test where it is missing. */
public final class Prometheus implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create("prometheus");
    private final int port = Loopback.freePort();
    private final ChildProcess process;

    private Prometheus(String rules, String targets) {
        String binary = Tool.require(Tool.PROMETHEUS).toString();
        try {
            Files.writeString(folder.path().resolve("alerts.yml"), rules);
            Files.writeString(folder.path().resolve("prometheus.yml"), config(targets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = ChildProcess.start(folder.path(), Map.of(), List.of(binary, "--config.file=prometheus.yml",
                "--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:" + port));
        process.awaitServing(folder, () -> Loopback.accepts(port) && get("/-/ready").startsWith("Prometheus"));
    }

    /** Scrapes the nodes on these ports as the job {@code roomwire}, and follows the rules given. */
    public static Prometheus watching(String rules, int... ports) {
        return new Prometheus(rules, Arrays.stream(ports).mapToObj(each -> "'127.0.0.1:" + each + "'")
                .collect(Collectors.joining(", ")));
    }

    private static String config(String targets) {
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                  - job_name: roomwire
                    metrics_path: /prometheus
                    static_configs: [{targets: [%s]}]
                """.formatted(targets);
    }

    /** How many series answer to that expression now; fails where it is none. */
    public int series(String expression) {
        String body = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!Json.at(body, "status").getStringValue().equals("success")) {
            throw new AssertionError(expression + ": " + body);
        }
        return Json.at(body, "data", "result").size();
    }

    /** The names of the alerts that fire now. */
    public Set<String> firing() {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : Json.at(get("/api/v1/alerts"), "data", "alerts").values()) {
            if (Json.at(Json.text(alert), "state").getStringValue().equals("firing")) {
                names.add(Json.at(Json.text(alert), "labels", "alertname").getStringValue());
            }
        }
        return names;
    }

    private String get(String path) {
        try {
            return Http.get(URI.create("http://127.0.0.1:" + port + path)).body();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * What {@code promtool} says of a file; empty where it finds nothing wrong.
     *
     * @param check such as {@code check rules}
     */
    public static String promtool(String check, Path file) throws IOException {
        String tool = Tool.require(Tool.PROMTOOL).toString();
        Process process = new ProcessBuilder("sh", "-c", tool + ' ' + check + (check.endsWith("metrics") ? " < " : " ")
                + file.toAbsolutePath()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? "" : said;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
