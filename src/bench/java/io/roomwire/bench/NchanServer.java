package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Nchan, the nginx module of Debian, on a Redis of its own or in memory. */
final class NchanServer {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final String REMEDY = "apt-get install nginx-light libnginx-mod-nchan";

    private NchanServer() {
    }

    /** Starts one with that many workers and waits until it accepts. */
    static Contender start(Peer peer, int workers, Workshop workshop) {
        Workshop.require(MODULE, REMEDY);
        int port = Loopback.freePort();
        Path folder = workshop.folder("nchan");
        if (peer == Peer.NCHAN_MEMORY) {
            Child nginx = nginx(workshop, folder, port, workers, "", "");
            return new Contender(peer, List.of(nginx), List.of(), address(port));
        }
        int redis = Loopback.freePort();
        Child store = RedisServer.start(workshop, redis);
        String upstream = "upstream store { nchan_redis_server redis://127.0.0.1:" + redis + "; }";
        Child nginx = nginx(workshop, folder, port, workers, upstream, "nchan_redis_pass store;");
        return new Contender(peer, List.of(nginx), List.of(store), address(port));
    }

    private static Address address(int port) {
        return Address.plain(port, "/x/@RUN@x%d", "/pub/@RUN@x%d", "opaque");
    }

    private static Child nginx(Workshop workshop, Path folder, int port, int workers, String upstream, String store) {
        String config = read(workshop.source("nchan/nginx.conf.tpl")).replace("@PORT@", Integer.toString(port))
                .replace("@WORKERS@", Integer.toString(workers)).replace("@DIR@", folder.toString())
                .replace("@UPSTREAM@", upstream).replace("@STORE@", store);
        Path file = write(folder.resolve("nginx.conf"), config);
        String nginx = Workshop.require(NGINX, REMEDY).toString();
        Child child = Child.start(folder, "nginx", Map.of(),
                List.of(nginx, "-p", folder.toString(), "-e", folder + "/start.log", "-c", file.toString()));
        child.awaitServing(() -> Loopback.accepts(port));
        return child;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
