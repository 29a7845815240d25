package io.roomwire.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.roomwire.DescribedSettings;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The nodes' manifests, against the program and what the README says of it. */
final class NodeManifestIT {

    static final List<String> OVERLAYS = Rendered.OVERLAYS;

    private static final List<Setting<?>> SETTINGS = DescribedSettings.all();
    private static final Duration LAST_WORK = Duration.ofSeconds(5);
    private static final long MEGABYTE = 1 << 20;

    /** Classes, compiled code, stacks and what the runtime keeps for itself, measured without viewers. */
    private static final long RUNTIME_MEGABYTES = 250;

    private static final long KILOBYTES_PER_VIEWER = 4;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void namesOnlySettingsOfTheProgram(String overlay) {
        Set<String> known = variables().collect(Collectors.toSet());
        Rendered rendered = Rendered.overlay(overlay);
        assertThat(environment(rendered).keySet()).contains("ROOMWIRE_DRAIN_GRACE", "ROOMWIRE_SSE_STREAMS")
                .allMatch(known::contains);
        assertThat(node(rendered).getEnv().stream().map(EnvVar::getName)).contains("REDIS_URI").allMatch(known::contains);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void givesOnlyValuesThatArePermitted(String overlay) {
        Settings settings = settings(Rendered.overlay(overlay));
        assertThat(SETTINGS).allSatisfy(settings::get);
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void leavesTheTimeThatLeavingTakes(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        Duration grace = value(rendered, "roomwire.drain.grace", Duration.class);
        Duration spread = value(rendered, "roomwire.drain.spread", Duration.class);
        assertThat(grace).isPositive();
        assertThat(spread).isPositive();
        assertThat(rendered.node().getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isEqualTo(grace.plus(spread).plus(LAST_WORK).toSeconds());
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void replacesNodesOneByOneWithoutHavingFewer(String overlay) {
        Deployment node = Rendered.overlay(overlay).node();
        assertThat(node.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
        assertThat(node.getSpec().getReplicas()).isEqualTo(overlay.equals("dev") ? 2 : null);
    }

    /** On a node as it is: what lives and starts never asks for Redis, what is ready does. */
    @Test
    void probesWhatAnswers() throws IOException {
        Container container = node(Rendered.overlay("dev"));
        try (Node node = Node.start(TestRedis.uri()); Node alone = Node.launch("redis://127.0.0.1:1", Map.of())) {
            for (Probe probe : List.of(container.getStartupProbe(), container.getLivenessProbe())) {
                assertThat(status(node, probe)).isEqualTo(200);
                assertThat(status(alone, probe)).isEqualTo(200);
            }
            assertThat(status(node, container.getReadinessProbe())).isEqualTo(200);
            assertThat(status(alone, container.getReadinessProbe())).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void servesWhereTheProgramListens(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        Container node = node(rendered);
        Integer port = value(rendered, "micronaut.server.port", Integer.class);
        assertThat(node.getPorts()).hasSize(1).allMatch(each -> each.getContainerPort().equals(port));
        assertThat(List.of(node.getStartupProbe(), node.getLivenessProbe(), node.getReadinessProbe()))
                .allMatch(probe -> probe.getHttpGet().getPort().getStrVal().equals(node.getPorts().getFirst().getName()));
        assertThat(rendered.one(NetworkPolicy.class, "roomwire").getSpec().getIngress().getFirst().getPorts())
                .allMatch(each -> each.getPort().getStrVal().equals(node.getPorts().getFirst().getName()));
    }

    /** The hook's program is one of the jar's; {@code ImageIT} runs it with the image's own Java. */
    @Test
    void asksToDrainByAProgramOfTheJar() throws ClassNotFoundException {
        List<String> hook = node(Rendered.overlay("dev")).getLifecycle().getPreStop().getExec().getCommand();
        Class<?> program = Class.forName(hook.getLast(), false, NodeManifestIT.class.getClassLoader());
        assertThat(Arrays.stream(program.getDeclaredMethods()).map(each -> each.getName())).contains("main");
    }

    /** A heap and direct memory that are full must not end the node, nor 20,000 viewers crowd out another pod. */
    @Test
    void holdsWhatTheFlagsAllowAndAsksForWhatViewersTake() {
        Rendered rendered = Rendered.overlay("sentinel");
        long flags = Readme.megabytes("-Xmx") + Readme.megabytes("-XX:MaxDirectMemorySize=");
        assertThat(megabytes(node(rendered).getResources().getLimits()))
                .isGreaterThanOrEqualTo(flags + RUNTIME_MEGABYTES);
        Integer viewers = value(rendered, "roomwire.sse.streams", Integer.class);
        Long rings = value(rendered, "roomwire.ring.node-bytes", Long.class);
        assertThat(megabytes(node(rendered).getResources().getRequests()))
                .isGreaterThanOrEqualTo(RUNTIME_MEGABYTES + rings / MEGABYTE + viewers * KILOBYTES_PER_VIEWER / 1024);
    }

    @Test
    void scalesBeforeNodesAreFull() {
        Rendered rendered = Rendered.overlay("sentinel");
        HorizontalPodAutoscaler scaler = rendered.one(HorizontalPodAutoscaler.class, "roomwire");
        assertThat(scaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(rendered.node().getMetadata().getName());
        MetricSpec viewers = scaler.getSpec().getMetrics().getFirst();
        Integer most = value(rendered, "roomwire.sse.streams", Integer.class);
        assertThat(viewers.getPods().getTarget().getAverageValue().getNumericalAmount().intValue())
                .isLessThanOrEqualTo(most * 3 / 4);
        assertThat(Readme.block("Deploy", "yaml")).contains("as: " + viewers.getPods().getMetric().getName());
        assertThat(scaler.getSpec().getMetrics().getLast().getResource().getName()).isEqualTo("cpu");
    }

    /** What the README's rule for the adapter sums up is what a node shows. */
    @Test
    void scalesByAFigureThatNodesShow() throws IOException {
        Topic topic = Topic.fresh();
        try (Node node = Node.start(TestRedis.uri()); SseViewer _ = topic.watch(node.address())) {
            assertThat(Readme.block("Deploy", "yaml")).contains("'roomwire_connections{");
            assertThat(Http.get(node.address().resolve("/prometheus")).body())
                    .contains("roomwire_connections{system=\"topic\"} 1");
        }
    }

    private static int status(Node node, Probe probe) throws IOException {
        return Http.get(node.address().resolve(probe.getHttpGet().getPath())).statusCode();
    }

    private static Container node(Rendered rendered) {
        return rendered.node().getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static Map<String, String> environment(Rendered rendered) {
        return rendered.one(ConfigMap.class, "roomwire").getData();
    }

    private static Settings settings(Rendered rendered) {
        Map<String, String> given = environment(rendered);
        return new Settings(name -> Optional.ofNullable(given.get(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))));
    }

    private static <T> T value(Rendered rendered, String name, Class<T> type) {
        return type.cast(settings(rendered).get(SETTINGS.stream()
                .filter(setting -> setting.name().equals(name)).findFirst().orElseThrow()));
    }

    private static Stream<String> variables() {
        return SETTINGS.stream().map(Setting::environment)
                .flatMap(names -> Arrays.stream(names.split(" or ", -1)));
    }

    private static long megabytes(Map<String, Quantity> resources) {
        Quantity memory = Objects.requireNonNull(resources.get("memory"));
        return Quantity.getAmountInBytes(memory).longValue() / MEGABYTE;
    }
}
