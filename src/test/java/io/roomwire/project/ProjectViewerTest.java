package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.roomwire.event.EventId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProjectViewerTest {

    @Test
    void goesOnFromTheHeaderBeforeTheQuery() {
        assertThat(from("?from_seq=5", "7")).contains(new EventId(7));
        assertThat(from("?from_seq=5&last_event_id=6", "")).contains(new EventId(6));
        assertThat(from("?from_seq=5", "0")).contains(EventId.NONE);
    }

    @Test
    void ignoresAHeaderThatIsNoNumber() {
        assertThat(from("?from_seq=5", "abc")).contains(new EventId(5));
        assertThat(from("?from_seq=5", "1.2")).contains(new EventId(5));
        assertThat(from("", "-1")).isEmpty();
    }

    @Test
    void takesNumbersThatAreTooLargeForTheLargest() {
        assertThat(from("", "9".repeat(5000))).contains(new EventId(EventId.MAX));
        assertThat(from("", "0".repeat(20) + "12")).contains(new EventId(12));
    }

    @Test
    void takesZeroInTheQueryForNothing() {
        assertThat(from("?from_seq=0", "")).isEmpty();
        assertThat(from("", "")).isEmpty();
    }

    @Test
    void refusesWhatIsNoNumberInTheQuery() {
        assertThatThrownBy(() -> from("?from_seq=-1", "")).isInstanceOf(ProjectRefusal.class);
        assertThatThrownBy(() -> from("?from_seq=x", "7")).isInstanceOf(ProjectRefusal.class);
    }

    private static Optional<EventId> from(String query, String header) {
        MutableHttpRequest<?> request = HttpRequest.GET("/stream" + query);
        return ProjectViewer.from(new ProjectQuery(header.isEmpty() ? request
                : request.header("Last-Event-ID", header)),
                "from_seq");
    }
}
