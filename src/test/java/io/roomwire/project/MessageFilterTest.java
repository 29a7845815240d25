package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageFilterTest {

    @ParameterizedTest
    @CsvSource({"Hello,hELLO", "Stra\u00dfe,STRASSE", "\u0130stanbul,i\u0307stanbul",
            "\u03a3\u03b1\u03c2,\u03c3\u03b1\u03c3",
            "caf\u00e9,cafe\u0301", "\ufb01n,FIN", "\u216b,xii"})
    void findsTextWhateverItsCaseAndItsForm(String text, String words) {
        assertThat(filter("").holding(words).takes(message(text))).isTrue();
        assertThat(filter("").holding(text).takes(message(words))).isTrue();
    }

    @Test
    void takesEverythingUnlessAskedNotTo() {
        assertThat(filter("").isOpen()).isTrue();
        assertThat(filter("?mode=all").isOpen()).isTrue();
        assertThat(filter("?includeSystem=false").isOpen()).isFalse();
        assertThat(filter("?mode=plan").takes(message("x"))).isFalse();
        assertThat(filter("?mode=build").takes(message("x"))).isTrue();
        assertThat(filter("?actor_types=assistant,advisor").takes(message("x"))).isFalse();
        assertThat(filter("?message_type=user").takes(message("x"))).isTrue();
    }

    private static MessageFilter filter(String query) {
        return MessageFilter.of(new ProjectQuery(HttpRequest.GET("/messages" + query)));
    }

    private static ProjectMessage message(String text) {
        return new ProjectMessage("m-1", "c-1", "p1", "mia", new ProjectMessage.Content(text, MessageType.USER,
                MessageMode.BUILD, ActorType.CLIENT), "now", Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.empty());
    }
}
