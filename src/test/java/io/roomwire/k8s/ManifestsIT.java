package io.roomwire.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every overlay must hold, whatever runs in its pods. */
final class ManifestsIT {

    static final List<String> OVERLAYS = Rendered.OVERLAYS;

    private static final Pattern SECRET_KEY = Pattern.compile("--from-literal=([a-z-]+)=");

    @Test
    void noticesAFieldThatKubernetesDoesNotKnow() {
        assertThatThrownBy(() -> Rendered.read("""
                apiVersion: v1
                kind: Service
                metadata: {name: any}
                spec:
                  ports: [{port: 80, targetport: 8080}]
                """)).hasMessageContaining("targetport");
        assertThatThrownBy(() -> Rendered.read("{apiVersion: v1, kind: Servise}")).hasMessageContaining("v1/Servise");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void knowsEveryKindAndFieldAndKeepsAllInItsNamespace(String overlay) {
        List<HasMetadata> objects = Rendered.overlay(overlay).objects();
        assertThat(objects).hasSizeGreaterThan(10);
        assertThat(objects.stream().filter(object -> !object.getKind().equals("Namespace")))
                .allMatch(object -> "roomwire".equals(object.getMetadata().getNamespace()));
        assertThat(objects.stream().map(object -> object.getKind() + " " + object.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    /** Each selects something, by labels that the pods do have. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void selectsPodsThatThereAre(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        Stream<Map<String, String>> selectors = Stream.of(
                rendered.all(Service.class).stream().map(each -> each.getSpec().getSelector()),
                rendered.all(PodDisruptionBudget.class).stream().map(each -> each.getSpec().getSelector().getMatchLabels()),
                rendered.all(NetworkPolicy.class).stream().map(each -> each.getSpec().getPodSelector().getMatchLabels()),
                rendered.pods().flatMap(pod -> pod.getSpec().getTopologySpreadConstraints().stream())
                        .map(TopologySpreadConstraint::getLabelSelector).map(each -> each.getMatchLabels()))
                .flatMap(each -> each);
        assertThat(selectors).hasSizeGreaterThan(5).allMatch(labels -> rendered.pods().anyMatch(pod -> has(pod, labels)));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void restrictsTheNetworkOfEveryPodInBothDirections(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        assertThat(rendered.all(NetworkPolicy.class))
                .allMatch(policy -> policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress")));
        assertThat(rendered.pods()).isNotEmpty().allMatch(pod -> rendered.all(NetworkPolicy.class).stream()
                .anyMatch(policy -> has(pod, policy.getSpec().getPodSelector().getMatchLabels())));
    }

    /** Its own name, by which pods of a set are found, and ports by their names. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void leadsServicesToPortsOfTheirPods(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        for (Service service : rendered.all(Service.class)) {
            PodTemplateSpec pod = rendered.pods().filter(each -> has(each, service.getSpec().getSelector()))
                    .findFirst().orElseThrow();
            Set<String> ports = containers(pod).flatMap(each -> each.getPorts().stream())
                    .map(port -> Objects.requireNonNull(port.getName())).collect(Collectors.toSet());
            assertThat(service.getSpec().getPorts())
                    .allMatch(port -> ports.contains(port.getTargetPort().getStrVal()));
        }
        assertThat(rendered.all(StatefulSet.class)).allMatch(set -> rendered.all(Service.class).stream()
                .anyMatch(service -> service.getMetadata().getName().equals(set.getSpec().getServiceName())
                        && "None".equals(service.getSpec().getClusterIP())));
    }

    /** Nobody is told what nobody made, and what changes has another name, so that pods start anew. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void refersToWhatThereIs(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        Set<String> maps = names(rendered, ConfigMap.class);
        assertThat(maps).allMatch(name -> name.matches(".*-[a-z0-9]{10}"));
        for (PodTemplateSpec pod : rendered.pods().toList()) {
            assertThat(pod.getSpec().getVolumes().stream().map(Volume::getConfigMap).filter(Objects::nonNull))
                    .allMatch(map -> maps.contains(map.getName()));
            Set<String> volumes = pod.getSpec().getVolumes().stream().map(Volume::getName)
                    .collect(Collectors.toCollection(HashSet::new));
            rendered.all(StatefulSet.class).stream().filter(set -> set.getSpec().getTemplate().equals(pod))
                    .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                    .forEach(claim -> volumes.add(claim.getMetadata().getName()));
            assertThat(containers(pod).flatMap(each -> each.getVolumeMounts().stream()))
                    .allMatch(mount -> volumes.contains(mount.getName()));
            assertThat(containers(pod).flatMap(each -> each.getEnvFrom().stream()))
                    .allMatch(source -> maps.contains(source.getConfigMapRef().getName()));
        }
    }

    /** Either the overlay brings the Secret along, or the README's command makes it. */
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void takesSecretsFromOneSecretWhoseKeysThereAre(String overlay) {
        Rendered rendered = Rendered.overlay(overlay);
        List<Secret> own = rendered.all(Secret.class);
        String name = own.isEmpty() ? "roomwire" : own.getFirst().getMetadata().getName();
        Set<String> keys = own.isEmpty() ? SECRET_KEY.matcher(Readme.section("Deploy")).results()
                .map(found -> found.group(1)).collect(Collectors.toSet()) : own.getFirst().getData().keySet();
        assertThat(rendered.pods().flatMap(ManifestsIT::containers).flatMap(each -> each.getEnv().stream())
                .map(EnvVar::getValueFrom).filter(Objects::nonNull).map(from -> from.getSecretKeyRef())
                .filter(Objects::nonNull)).isNotEmpty().allMatch(secret -> secret.getName().equals(name)
                        && (Boolean.TRUE.equals(secret.getOptional()) || keys.contains(secret.getKey())));
        assertThat(own.isEmpty()).isEqualTo(!overlay.equals("dev"));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void letsNoContainerDoMoreThanItMust(String overlay) {
        for (PodTemplateSpec pod : Rendered.overlay(overlay).pods().toList()) {
            var all = pod.getSpec().getSecurityContext();
            assertThat(all.getRunAsNonRoot()).isTrue();
            assertThat(all.getRunAsUser()).isPositive();
            assertThat(all.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSpec().getEnableServiceLinks()).isFalse();
            assertThat(containers(pod)).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        }
    }

    private static Set<String> names(Rendered rendered, Class<? extends HasMetadata> type) {
        return rendered.all(type).stream().map(each -> each.getMetadata().getName()).collect(Collectors.toSet());
    }

    private static Stream<Container> containers(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().stream();
    }

    private static boolean has(PodTemplateSpec pod, Map<String, String> labels) {
        return pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
    }
}
