package io.roomwire.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis' manifests and the optional parts, against the files of {@code redis} and each other. */
final class RedisManifestIT {

    static final List<String> OVERLAYS = Rendered.OVERLAYS;

    /** A new script or file of settings must be named in {@code redis/kustomization.yaml}, which cannot say "all". */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void bringsAlongTheFilesOfRedisAsTheyAre(String overlay) {
        assertThat(Rendered.overlay(overlay).one(ConfigMap.class, "redis").getData())
                .isEqualTo(files(Path.of("redis"), ".*\\.(lua|conf|acl)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinel", "cluster"})
    void bringsAlongTheStartScripts(String overlay) {
        assertThat(Rendered.overlay(overlay).one(ConfigMap.class, "redis-start").getData())
                .isEqualTo(files(Path.of("k8s", "overlays", overlay), ".*\\.sh"));
    }

    @ParameterizedTest
    @CsvSource({"dev,1", "sentinel,3", "cluster,6"})
    void keepsWhatItHolds(String overlay, int servers) {
        StatefulSet redis = Rendered.overlay(overlay).one(StatefulSet.class, "redis");
        assertThat(redis.getSpec().getReplicas()).isEqualTo(servers);
        assertThat(redis.getSpec().getVolumeClaimTemplates()).hasSize(1);
        assertThat(redis.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs())
                .startsWith("/etc/redis/redis.conf", "--bind", "$(POD_IP)", "127.0.0.1").contains("--maxmemory");
    }

    @Test
    void leadsTheNodesToRedis() {
        Rendered dev = Rendered.overlay("dev");
        Map<String, String> secret = dev.one(Secret.class, "roomwire").getData();
        var address = RedisURI.create(decoded(secret, "redis-uri"));
        var service = dev.one(Service.class, address.getHost());
        assertThat(service.getSpec().getPorts().getFirst().getPort()).isEqualTo(address.getPort());
        assertThat(decoded(secret, "redis-uri")).startsWith("redis://:" + decoded(secret, "redis-password") + "@");
    }

    /** Each server of a set, as the scripts and the README's address name it. */
    @Test
    void namesTheSentinelsThatThereAre() {
        Rendered rendered = Rendered.overlay("sentinel");
        StatefulSet sentinels = rendered.one(StatefulSet.class, "redis-sentinel");
        String all = Stream.iterate(0, each -> each < sentinels.getSpec().getReplicas(), each -> each + 1)
                .map(each -> "redis-sentinel-" + each + ".redis-sentinel:26379").collect(Collectors.joining(" "));
        assertThat(variable(rendered, "SENTINELS")).isEqualTo(all);
        assertThat(Readme.section("Deploy")).contains("@" + all.replace(' ', ',') + "/0#roomwire");
        assertThat(RedisURI.create("redis-sentinel://:secret@" + all.replace(' ', ',') + "/0#roomwire")
                .getSentinelMasterId()).isEqualTo("roomwire");
    }

    @Test
    void namesTheServersOfTheClusterThatThereAre() {
        Rendered rendered = Rendered.overlay("cluster");
        StatefulSet redis = rendered.one(StatefulSet.class, "redis");
        assertThat(variable(rendered, "PEERS").split(" ", -1)).hasSize(redis.getSpec().getReplicas())
                .allMatch(peer -> peer.matches("redis-[0-5]\\.redis:6379")).doesNotHaveDuplicates();
    }

    @Test
    void letsServersReachEachOtherAndNodesReachThem() {
        NetworkPolicy redis = Rendered.overlay("cluster").one(NetworkPolicy.class, "redis");
        assertThat(redis.getSpec().getIngress().getFirst().getPorts()).extracting(port -> port.getPort().getIntVal())
                .containsExactly(6379, 26379);
        assertThat(redis.getSpec().getIngress().getLast().getPorts()).extracting(port -> port.getPort().getIntVal())
                .containsExactly(6379, 16379, 26379);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    void offersAnIngressThatHoldsNothingBack(String kind, @TempDir Path outside) throws IOException {
        Rendered rendered = with("ingress-" + kind, outside);
        Ingress ingress = rendered.one(Ingress.class, "roomwire");
        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo(kind);
        assertThat(ingress.getMetadata().getAnnotations()).containsAllEntriesOf(kind.equals("haproxy")
                ? Map.of("haproxy.org/timeout-server", "1h")
                : Map.of("nginx.ingress.kubernetes.io/proxy-buffering", "off",
                        "nginx.ingress.kubernetes.io/proxy-read-timeout", "3600",
                        "nginx.ingress.kubernetes.io/proxy-send-timeout", "3600"));
        var backend = ingress.getSpec().getRules().getFirst().getHttp().getPaths().getFirst().getBackend().getService();
        assertThat(rendered.one(Service.class, backend.getName()).getSpec().getPorts().getFirst().getName())
                .isEqualTo(backend.getPort().getName());
    }

    @Test
    void offersAServiceMonitor(@TempDir Path outside) throws IOException {
        Rendered rendered = with("monitoring", outside);
        ServiceMonitor monitor = rendered.one(ServiceMonitor.class, "roomwire");
        Service service = rendered.one(Service.class, "roomwire");
        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
        assertThat(monitor.getSpec().getEndpoints().getFirst().getPort())
                .isEqualTo(service.getSpec().getPorts().getFirst().getName());
        assertThat(monitor.getSpec().getEndpoints().getFirst().getPath()).isEqualTo("/prometheus");
    }

    /** An overlay of somebody's own, elsewhere, which adds that component. */
    private static Rendered with(String component, Path outside) throws IOException {
        Path k8s = outside.toRealPath().relativize(Path.of("k8s").toRealPath());
        Files.writeString(outside.resolve("kustomization.yaml"), """
                namespace: roomwire
                resources:
                  - %s/overlays/dev
                components:
                  - %s/components/%s
                """.formatted(k8s, k8s, component));
        return Rendered.of(outside);
    }

    private static String variable(Rendered rendered, String name) {
        return rendered.one(StatefulSet.class, "redis").getSpec().getTemplate().getSpec().getContainers().getFirst()
                .getEnv().stream().filter(each -> each.getName().equals(name)).findFirst().orElseThrow().getValue();
    }

    private static String decoded(Map<String, String> secret, String key) {
        return new String(Base64.getDecoder().decode(secret.get(key)), StandardCharsets.UTF_8);
    }

    private static Map<String, String> files(Path folder, String pattern) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(pattern))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), RedisManifestIT::text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
