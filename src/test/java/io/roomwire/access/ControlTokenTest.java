package io.roomwire.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlTokenTest {

    private static final ControlToken SET = new ControlToken(Optional.of("s3cret"), true);

    @Test
    void acceptsTheTokenFromEachPlace() {
        assertThat(SET.allows(HttpRequest.POST("/", "").header("X-Control-Token", "s3cret"), null)).isTrue();
        assertThat(SET.allows(HttpRequest.POST("/", "").header("Authorization", "Bearer s3cret"), null)).isTrue();
        assertThat(SET.allows(HttpRequest.POST("/", "").header("Authorization", "bearer  s3cret"), null)).isTrue();
        assertThat(SET.allows(HttpRequest.POST("/", ""), "s3cret")).isTrue();
    }

    @Test
    void acceptsOneRightTokenBesideWrongOnes() {
        assertThat(SET.allows(HttpRequest.POST("/", "").header("X-Control-Token", "wrong"), "s3cret")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cre", "s3cret ", "S3CRET", "s3crets", "пароль"})
    void refusesAnyOtherToken(String wrong) {
        assertThat(SET.allows(HttpRequest.POST("/", ""), wrong)).isFalse();
        assertThat(SET.allows(HttpRequest.POST("/", "").header("X-Control-Token", wrong), null)).isFalse();
    }

    @Test
    void refusesTheTokenUnderAnotherScheme() {
        assertThat(SET.allows(HttpRequest.POST("/", "").header("Authorization", "Basic s3cret"), null)).isFalse();
        assertThat(SET.allows(HttpRequest.POST("/", "").header("Authorization", "s3cret"), null)).isFalse();
    }

    @Test
    void isOpenWithoutATokenOnlyWhereSaidSo() {
        assertThat(new ControlToken(Optional.empty(), true).allows(HttpRequest.GET("/"), null)).isTrue();
        assertThat(new ControlToken(Optional.empty(), false).allows(HttpRequest.GET("/"), "")).isFalse();
    }
}
