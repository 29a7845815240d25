package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskedTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a?, /a?",
        "/a?x=1&y, /a?x=1&y",
        "/a?token=abc, /a?token=***",
        "/a?x=1&token=abc&y=2, /a?x=1&token=***&y=2",
        "/a?token=abc&token=def, /a?token=***&token=***",
        "/a?token=a=b=c, /a?token=***",
        "/a?x=1;token=abc;y=2, /a?x=1;token=***;y=2",
        "/a?%74oken=abc, /a?%74oken=***",
        "/a?TOKEN=abc, /a?TOKEN=***",
        "/a?+token=abc, /a?+token=***",
        "/a?user_session_id=usr_1&decision_limit=3, /a?user_session_id=***&decision_limit=3",
        "/a?tokens=abc, /a?tokens=abc",
        "/a?token, /a?token",
    })
    void masksWhatOpensSomething(String target, String shown) {
        assertThat(MaskedTarget.of(URI.create(target))).isEqualTo(shown);
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(MaskedTarget.of(URI.create("/" + "x".repeat(5000)))).hasSize(1003).endsWith("x...");
    }
}
