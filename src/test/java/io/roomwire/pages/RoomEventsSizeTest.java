package io.roomwire.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class RoomEventsSizeTest {

    private static final int MOST_BYTES = 6000;

    private final String module = ModulePage.resource("/console/room-events.js");
    private final String types = ModulePage.resource("/console/room-events.d.ts");

    @Test
    void staysSmallAsServed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(module.getBytes(UTF_8));
        }
        assertThat(packed.size()).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void describesJustWhatItExports() {
        List<String> described = names("export function (\\w+)", types);
        assertThat(names("export (?:function|const) (\\w+)", module)).isEqualTo(described);
    }

    @Test
    void describesEveryEventThatItHearsUnasked() {
        String unasked = names("(?s)const ALWAYS = \\[(.*?)]", module).getFirst();
        assertThat(names("'([^']+)'", unasked)).hasSize(7)
                .allSatisfy(name -> assertThat(types).containsPattern("(?m)^  '?" + Pattern.quote(name) + "'?: "));
    }

    @Test
    void needsNothingElse() {
        assertThat(module).doesNotContainPattern("(?m)^import ");
        assertThat(Arrays.stream(module.split("\n", -1)).mapToInt(String::length).max().orElseThrow())
                .isLessThanOrEqualTo(120);
    }

    private static List<String> names(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult found) -> found.group(1))
                .sorted().toList();
    }
}
