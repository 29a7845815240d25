package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A round-robin balancer before nodes, set as the README says; skips the test where nginx is missing. */
public final class Nginx implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create("nginx");
    private final int port = Loopback.freePort();
    private final String binary;
    private ChildProcess process;

    private Nginx(String binary, String upstream) {
        try {
            Files.writeString(folder.path().resolve("nginx.conf"), config(upstream, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.binary = binary;
        process = launch();
    }

    private ChildProcess launch() {
        String prefix = folder.path().toString();
        ChildProcess started = ChildProcess.start(folder.path(), Map.of(),
                List.of(binary, "-p", prefix, "-e", "start.log", "-c", prefix + "/nginx.conf"));
        started.awaitServing(folder, () -> Loopback.accepts(port));
        return started;
    }

    /** Balances over the nodes on these ports. */
    public static Nginx before(int... ports) {
        String servers = Arrays.stream(ports).mapToObj(each -> "server 127.0.0.1:" + each + " max_fails=0;")
                .collect(Collectors.joining(" "));
        return new Nginx(Tool.require(Tool.NGINX).toString(), servers);
    }

    private static String config(String upstream, int port) {
        return """
                daemon off;
                user root;
                worker_processes 1;
                worker_shutdown_timeout 1s;
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
                  upstream nodes { %s }
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      proxy_pass http://nodes;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $host;
                      proxy_buffering off;
                      proxy_read_timeout 1h;
                    }
                  }
                }
                """.formatted(upstream, port);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Reads its configuration anew (SIGHUP). */
    public void reload() {
        process.signal("HUP");
    }

    /** SIGKILL, then a start on the same port. */
    public void restart() {
        process.close();
        process = launch();
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
