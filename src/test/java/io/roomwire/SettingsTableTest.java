package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {

    private static final String MARK = "<!-- settings -->\n";

    @Test
    void listsEverySettingInTheReadme() throws IOException {
        String[] parts = Files.readString(Path.of("README.md")).split(MARK, -1);
        assertThat(parts).as("README.md holds one table between two marks %s", MARK).hasSize(3);
        assertThat(parts[1]).isEqualTo(table());
    }

    private static String table() {
        return DescribedSettings.all().stream().map(SettingsTableTest::row).collect(Collectors.joining("", """
                | setting | environment | default | permitted | meaning |
                |---|---|---|---|---|
                """, ""));
    }

    private static String row(Setting<?> setting) {
        return "| `" + setting.name() + "` | `" + setting.environment().replace(" or ", "` or `") + "` | "
                + setting.standard() + " | " + setting.permitted() + " | " + setting.meaning() + " |\n";
    }
}
