package io.roomwire.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalFormTest {

    @Test
    void signsTimestampAndBodyInTheFirstForm() {
        assertThat(CanonicalForm.v1("1767607200", "{\"text\":\"ä\"}".getBytes(UTF_8))).asString(UTF_8)
                .isEqualTo("1767607200{\"text\":\"ä\"}");
    }

    @Test
    void signsTheWholeRequestInTheSecondForm() {
        HttpRequest<?> request = HttpRequest.POST("/v1/projects/p%201/chat/messages?b=2&a=x%20y", "");
        assertThat(CanonicalForm.v2(request, "1767607200", "00ff", "{ }".getBytes(UTF_8))).asString(UTF_8)
                .isEqualTo("POST\n/v1/projects/p%201/chat/messages?a=x+y&b=2\n1767607200\n00ff\n{ }");
    }

    @Test
    void leavesLinesEmptyThatHaveNothing() {
        assertThat(CanonicalForm.v2(HttpRequest.GET("/v1/x?"), "1", "", "ignored".getBytes(UTF_8))).asString(UTF_8)
                .isEqualTo("GET\n/v1/x\n1\n\n");
        assertThat(CanonicalForm.v2(HttpRequest.create(HttpMethod.DELETE, "/v1/x"), "1", "", "ignored".getBytes(UTF_8)))
                .asString(UTF_8).isEqualTo("DELETE\n/v1/x\n1\n\n");
    }

    /** The right column is what Node's URLSearchParams prints after sort(). */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "b=2&a=1 a=1&b=2",
        "a=2&b=0&a=1 a=2&a=1&b=0",
        "a a=",
        "a=1&&=x =x&a=1",
        "a=b=c a=b%3Dc",
        "q=%C3%A4+%7E*-._ q=%C3%A4+%7E*-._",
        "q=100%&r=%zz q=100%25&r=%25zz",
        "q='(!)' q=%27%28%21%29%27",
    })
    void writesQueriesAsFormsAre(String raw, String canonical) {
        assertThat(CanonicalForm.query(raw)).isEqualTo(canonical);
    }
}
