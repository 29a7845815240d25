package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"proj_789", "8d3f4f6e-2b1c-4c55-9b7e-1f2a3b4c5d6e", "a.b:c-d", "x"})
    void takesIdsOfEveryClient(String id) {
        assertThat(ProjectNames.project(id)).hasToString("project:" + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a}b", "gr\u00fc\u00df", "a\n"})
    void refusesOthers(String id) {
        assertThatThrownBy(() -> ProjectNames.project(id)).isInstanceOf(ProjectRefusal.class);
        assertThatThrownBy(() -> ProjectNames.project("x".repeat(129))).isInstanceOf(ProjectRefusal.class);
    }

    @Test
    void keepsUsersOfIdentityProvidersApart() {
        assertThat(ProjectNames.connections("auth0|7")).hasToString("project-user:auth0%7C7");
        assertThat(ProjectNames.connections("auth0%7C7")).hasToString("project-user:auth0%257C7");
        assertThat(ProjectNames.connections("~".repeat(128)).name()).hasSize(384);
        assertThat(ProjectNames.isUser("a b")).isFalse();
    }
}
