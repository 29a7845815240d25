package io.roomwire.room;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where agents' texts come from.
 *
 * @param url of an OpenAI-compatible chat completions endpoint; without one, texts are canned
 * @param apiKey a secret
 * @param timeout for one text, all in all
 * @param concurrency texts asked for at a time; beyond it there is none
 */
record TextSettings(Optional<URI> url, String model, Optional<String> apiKey, Duration timeout, int concurrency) {

    private static final Setting<Optional<URI>> URL = Setting.optional("roomwire.rooms.text.url",
            "an http or https address", TextSettings::address,
            "OpenAI-compatible chat completions endpoint for agents' texts; without one, texts are canned.");

    private static final Setting<String> MODEL = Setting.text("roomwire.rooms.text.model", "default", "any text",
            Function.identity(), "Model to ask for agents' texts.");

    private static final Setting<Optional<String>> API_KEY = Setting.optional("roomwire.rooms.text.api-key",
            "printable ASCII", TextSettings::printable, "Sent to the texts' endpoint as a bearer token.").secret();

    private static final Setting<Duration> TIMEOUT = Setting.duration("roomwire.rooms.text.timeout",
            Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofSeconds(30),
            "Longest wait for one text of an agent, all in all.");

    private static final Setting<Integer> CONCURRENCY = Setting.count("roomwire.rooms.text.concurrency", 16, 1, 1000,
            "Texts asked for at a time, per node.");

    static TextSettings from(Settings settings) {
        return new TextSettings(settings.get(URL), settings.get(MODEL), settings.get(API_KEY), settings.get(TIMEOUT),
                settings.get(CONCURRENCY));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TextSettings[url=" + url + ", model=" + model + ", timeout=" + timeout + ']';
    }

    private static URI address(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("not an http address");
        }
        return uri;
    }

    private static String printable(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("not printable ASCII");
        }
        return text;
    }
}
