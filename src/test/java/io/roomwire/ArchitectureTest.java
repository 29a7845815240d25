package io.roomwire;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between packages, and the sizes. */
final class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.roomwire");

    private static final List<String> FEATURES = List.of("topic", "room", "worklog", "trading", "project", "console");

    private static final Set<String> CORE = Set.of("event", "hub", "sse", "access", "json");

    /** What each package may use of ours, besides {@code config}, which all may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("event", Set.of()),
            Map.entry("json", Set.of()),
            Map.entry("hub", Set.of("event")),
            Map.entry("sse", Set.of("event", "hub")),
            Map.entry("access", Set.of("event")),
            Map.entry("ops", Set.of("event", "hub", "sse", "access", "json")),
            Map.entry("topic", CORE),
            Map.entry("room", CORE),
            Map.entry("worklog", CORE),
            Map.entry("trading", CORE),
            Map.entry("project", CORE),
            Map.entry("console", CORE),
            Map.entry("bundle", CORE),
            Map.entry("pages", Set.of("access")),
            Map.entry("redis", Set.of("event", "hub", "access", "json", "ops", "topic", "room", "worklog", "trading",
                    "project", "console")),
            Map.entry("demo", Set.of("event", "hub", "sse", "access", "json", "ops", "topic", "room", "worklog", "trading",
                    "project", "console")));

    private static final int LONGEST_FILE = 350;

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @Test
    void knowsEveryPackage() {
        assertThat(MAIN.stream().map(JavaClass::getPackageName).filter(name -> !name.equals("io.roomwire")).distinct())
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet().stream().map(ArchitectureTest::full).toList());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void followsTheArrows(String name) {
        String[] allowed = Stream.concat(ARROWS.getOrDefault(name, Set.of()).stream(), Stream.of(name, "config"))
                .map(ArchitectureTest::full).toArray(String[]::new);
        DescribedPredicate<JavaClass> foreign = resideInAPackage("io.roomwire..").and(not(resideInAnyPackage(allowed)));
        noClasses().that().resideInAPackage(full(name)).should().dependOnClassesThat(foreign)
                .allowEmptyShould(true).check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "event", "hub"})
    void keepsTheInnermostPackagesFreeOfFrameworks(String name) {
        noClasses().that().resideInAPackage(full(name)).should().dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "io.netty..", "io.lettuce..", "io.micrometer..", "reactor..").check(MAIN);
    }

    @Test
    void leavesLettuceToRedis() {
        noClasses().that().resideOutsideOfPackage(full("redis")).should().dependOnClassesThat()
                .resideInAPackage("io.lettuce..").check(MAIN);
    }

    @Test
    void leavesNettyToSse() {
        noClasses().that().resideOutsideOfPackages(full("sse"), full("redis")).should().dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "io.micronaut.http.netty..", "io.micronaut.http.server.netty..",
                        "io.micronaut.buffer.netty..").check(MAIN);
    }

    @Test
    void keepsFeaturesApart() {
        for (String feature : FEATURES) {
            String[] others = FEATURES.stream().filter(other -> !other.equals(feature)).map(ArchitectureTest::full)
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(full(feature)).should().dependOnClassesThat()
                    .resideInAnyPackage(others).check(MAIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void keepsFilesShort(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(ArchitectureTest::isLong)).isEmpty();
        }
    }

    private static boolean isLong(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() > LONGEST_FILE;
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static String full(String name) {
        return "io.roomwire." + name;
    }
}
