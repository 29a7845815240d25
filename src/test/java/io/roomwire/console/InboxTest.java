package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.console.Inbound.Closed;
import io.roomwire.console.Inbound.Message;
import io.roomwire.console.Inbound.Opened;
import io.roomwire.console.Inbound.Reason;
import io.roomwire.console.Inbound.Refused;
import io.roomwire.console.Inbound.Woken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InboxTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<List<Inbound>> read = new ArrayList<>();
    private final Inbox inbox = new Inbox(3, tasks::add, read::add);

    @Test
    void handsOverInOrderAndInOneBatch() {
        add(new Opened(), new Message("1"), new Message("2"), new Closed());
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(read).containsExactly(List.of(new Opened(), new Message("1"), new Message("2"), new Closed()));
    }

    @Test
    void refusesInPlaceWhatIsTooMuch() {
        add(new Message("1"), new Message("2"), new Message("3"), new Message("4"), new Message("5"));
        tasks.remove().run();
        add(new Message("6"));
        tasks.remove().run();
        assertThat(read).containsExactly(
                List.of(new Message("1"), new Message("2"), new Message("3"), new Refused(Reason.TOO_FAST, 2)),
                List.of(new Message("6")));
    }

    @Test
    void takesSeveralRefusalsOfOneKindAndSeveralWakesAsOne() {
        add(new Refused(Reason.TOO_LONG, 1), new Refused(Reason.TOO_LONG, 1), new Refused(Reason.TOO_MANY, 1),
                new Woken(), new Woken());
        tasks.remove().run();
        assertThat(read).containsExactly(
                List.of(new Refused(Reason.TOO_LONG, 2), new Refused(Reason.TOO_MANY, 1), new Woken()));
    }

    @Test
    void boundsABatch() {
        Inbox wide = new Inbox(5000, tasks::add, read::add);
        IntStream.range(0, 2500).forEach(i -> wide.add(new Message(Integer.toString(i))));
        tasks.remove().run();
        assertThat(read.stream().map(List::size)).containsExactly(1000, 1000, 500);
    }

    private void add(Inbound... items) {
        List.of(items).forEach(inbox::add);
    }
}
