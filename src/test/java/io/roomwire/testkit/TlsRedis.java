package io.roomwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis that speaks TLS, with a certificate for 127.0.0.1 by an authority of its own that nobody trusts. */
public final class TlsRedis implements AutoCloseable {

    private static final String EXTENSIONS = "subjectAltName=IP:127.0.0.1\n";

    private final TemporaryFolder folder = TemporaryFolder.create("tls");
    private final int port = Loopback.freePort();
    private final RedisProcess redis;

    private TlsRedis() {
        openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem");
        openssl("req -newkey rsa:2048 -nodes -subj /CN=redis -keyout redis.key -out redis.csr");
        openssl("x509 -req -in redis.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san.cnf -out redis.pem");
        redis = RedisProcess.startInstalled(List.of("--tls-port", Integer.toString(port), "--tls-auth-clients", "no",
                "--tls-cert-file", file("redis.pem"), "--tls-key-file", file("redis.key"), "--tls-ca-cert-file",
                file("ca.pem")));
    }

    /** Skips the test where openssl or Redis is missing. */
    public static TlsRedis start() {
        Tool.require(Tool.OPENSSL);
        return new TlsRedis();
    }

    public String uri() {
        return "rediss://127.0.0.1:" + port;
    }

    /** The authority's certificate. */
    public Path ca() {
        return folder.path().resolve("ca.pem");
    }

    private String file(String name) {
        return folder.path().resolve(name).toAbsolutePath().toString();
    }

    private void openssl(String arguments) {
        try {
            Files.writeString(folder.path().resolve("san.cnf"), EXTENSIONS);
            Process process = new ProcessBuilder((Tool.OPENSSL + " " + arguments).split(" ", -1))
                    .directory(folder.path().toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.path().resolve("openssl.log").toFile()).start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(folder.path().resolve("openssl.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        redis.close();
        folder.close();
    }
}
