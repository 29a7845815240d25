package io.roomwire.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.roomwire.testkit.Kubectl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a folder of {@code k8s} comes to, each object read by Kubernetes' own model. */
record Rendered(List<HasMetadata> objects) {

    static final List<String> OVERLAYS = List.of("dev", "sentinel", "cluster");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));

    private static final ObjectMapper STRICT = new ObjectMapper().setAnnotationIntrospector(new NoUnknownFields());

    private static final Map<String, Rendered> SEEN = new ConcurrentHashMap<>();

    /** That overlay, rendered once, or the test skipped by name where there is no kubectl. */
    static Rendered overlay(String name) {
        return SEEN.computeIfAbsent(name, each -> of(Path.of("k8s", "overlays", each)));
    }

    static Rendered of(Path folder) {
        return read(Kubectl.kustomize(folder));
    }

    /** Throws for a kind or a field that Kubernetes does not know. */
    static Rendered read(String documents) {
        Iterable<Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(documents);
        return new Rendered(StreamSupport.stream(all.spliterator(), false).map(Rendered::object).toList());
    }

    private static HasMetadata object(Object document) {
        Map<?, ?> fields = (Map<?, ?>) document;
        String kind = fields.get("apiVersion") + "/" + fields.get("kind");
        return Optional.<Class<? extends HasMetadata>>ofNullable(KINDS.get(kind))
                .map(type -> (HasMetadata) STRICT.convertValue(fields, type))
                .orElseThrow(() -> new IllegalArgumentException("unknown kind " + kind));
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one object of that kind whose name is that, or that and the hash of what it holds. */
    <T extends HasMetadata> T one(Class<T> type, String name) {
        List<T> found = all(type).stream()
                .filter(object -> object.getMetadata().getName().matches(name + "(-[a-z0-9]{10})?")).toList();
        if (found.size() != 1) {
            throw new AssertionError(type.getSimpleName() + " " + name + ": " + found.size());
        }
        return found.getFirst();
    }

    Deployment node() {
        return one(Deployment.class, "roomwire");
    }

    /** What pods are made of, by the name of what makes them. */
    Stream<PodTemplateSpec> pods() {
        return Stream.of(
                all(Deployment.class).stream().map(made -> made.getSpec().getTemplate()),
                all(StatefulSet.class).stream().map(made -> made.getSpec().getTemplate()),
                all(Job.class).stream().map(made -> made.getSpec().getTemplate())).flatMap(each -> each);
    }

    /** Leaves the models no place where they would keep what they do not know. */
    private static final class NoUnknownFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
