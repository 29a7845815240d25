package io.roomwire.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.access.Digests;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frame around every page: a document that loads the page's module, and what it may load. */
@Singleton
final class Shell {

    private static final Map<String, String> MODULES = Map.of(
            "lit", "lib/lit/index.js", "lit/", "lib/lit/",
            "lit-html", "lib/lit-html/lit-html.js", "lit-html/", "lib/lit-html/",
            "lit-element/", "lib/lit-element/",
            "@lit/reactive-element", "lib/reactive-element/reactive-element.js",
            "@lit/reactive-element/", "lib/reactive-element/",
            "room-events", "room-events.js", "app/", "app/");

    private static final String CHARTS = """
            <link rel="stylesheet" href="{assets}vendor/uplot/uPlot.min.css">
            <script src="{assets}vendor/uplot/uPlot.iife.min.js" defer></script>
            """;

    private final Map<ConsolePage, Asset> documents = new EnumMap<>(ConsolePage.class);
    private final String policy;

    Shell(Assets assets, PageSettings settings) {
        String modules = MODULES.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), assets.address(entry.getValue())))
                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
        for (ConsolePage page : ConsolePage.values()) {
            documents.put(page, Asset.of("shell.html", document(page, modules, assets).getBytes(UTF_8)));
        }
        policy = policy(modules, settings.connect());
    }

    Asset document(ConsolePage page) {
        return Objects.requireNonNull(documents.get(page));
    }

    /**
     * What the pages may load and do (Content Security Policy, level 3): only what this node serves, no script in the
     * document but the one that says where modules are, and connections to other nodes only where settings name them.
     */
    String policy() {
        return policy;
    }

    private static String policy(String inline, List<String> others) {
        String hash = Base64.getEncoder().encodeToString(Digests.sha256(inline));
        return "default-src 'none'; script-src 'self' 'sha256-" + hash + "'; style-src 'self'; img-src 'self' data:;"
                + " connect-src " + String.join(" ", Stream.concat(Stream.of("'self'"), others.stream()).toList())
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String document(ConsolePage page, String modules, Assets assets) {
        String charts = page.plots() ? CHARTS : "";
        return assets.find("shell.html").orElseThrow().text().replace("{title}", page.title())
                .replace("{key}", page.key()).replace("{modules}", modules).replace("{charts}\n", charts)
                .replace("{assets}", assets.address(""));
    }
}
