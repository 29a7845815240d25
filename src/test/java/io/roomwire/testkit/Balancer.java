package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real balancer in front of two servers, with a configuration as people write it and TLS towards browsers. */
public final class Balancer implements AutoCloseable {

    private static final String NGINX = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log error.log warn;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              %s
            }
            """;

    private static final String HAPROXY = """
            global
                maxconn 2000
            %s
            """;

    private final TemporaryFolder folder = TemporaryFolder.create("balancer");
    private final Tls tls = Tls.make(folder.path());
    private final int port = Loopback.freePort();
    private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2)
            .sslContext(tls.context()).build();
    private final ChildProcess process;

    private Balancer(String configuration, List<Integer> servers, List<String> command) {
        Path file = folder.path().resolve("balancer.conf");
        try {
            Files.writeString(file, here(configuration, servers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String prefix = folder.path().toString();
        process = ChildProcess.start(folder.path(), Map.of(),
                command.stream().map(word -> word.replace("FOLDER", prefix).replace("FILE", file.toString())).toList());
        process.awaitServing(folder, () -> Loopback.accepts(port));
    }

    /** What stands in nginx' {@code http} section; skips the test where nginx is missing. */
    public static Balancer nginx(String configuration, List<Integer> servers) {
        String binary = Tool.require(Tool.NGINX).toString();
        return new Balancer(NGINX.formatted(configuration), servers,
                List.of(binary, "-p", "FOLDER", "-e", "start.log", "-c", "FILE"));
    }

    /** What stands behind HAProxy's {@code global} section; skips the test where HAProxy is missing. */
    public static Balancer haproxy(String configuration, List<Integer> servers) {
        String binary = Tool.require(Tool.HAPROXY).toString();
        return new Balancer(HAPROXY.formatted(configuration), servers, List.of(binary, "-db", "-f", "FILE"));
    }

    /** The same but for addresses and paths, each of which must be there. */
    private String here(String configuration, List<Integer> servers) {
        String moved = configuration;
        Map<String, String> places = Map.of(":443 ", " 127.0.0.1:" + port + " ", "listen 443 ",
                "listen 127.0.0.1:" + port + " ", "/etc/ssl/roomwire.pem", tls.certificate().toString(),
                "/etc/ssl/roomwire.key", tls.key().toString(), "/etc/ssl/roomwire.both.pem", tls.both().toString());
        for (Map.Entry<String, String> place : places.entrySet()) {
            moved = moved.replace(place.getKey(), place.getValue());
        }
        for (int i = 0; i < servers.size(); i++) {
            String address = "127.0.0.1:808" + (i + 1);
            if (!moved.contains(address)) {
                throw new IllegalArgumentException("no " + address + " in " + configuration);
            }
            moved = moved.replace(address, "127.0.0.1:" + servers.get(i));
        }
        return moved;
    }

    public URI address() {
        return URI.create("https://127.0.0.1:" + port);
    }

    /** Speaks HTTP/2, as browsers do, and believes the balancer's certificate. */
    public HttpClient browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.shutdownNow();
        process.close();
        folder.close();
    }
}
