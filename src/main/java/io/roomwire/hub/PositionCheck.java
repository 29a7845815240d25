package io.roomwire.hub;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what feeds hold with what Redis holds, all in one batch: the only way to notice a lost live message when
 * nothing follows it.
 */
final class PositionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PositionCheck.class);

    private final EventLog log;
    private final Stats stats;

    PositionCheck(EventLog log, Stats stats) {
        this.log = log;
        this.stats = stats;
    }

    /**
     * Checks all in one batch; where that has no answer, each by itself, since one of several servers may be away.
     *
     * @param unanswered told of each feed that could not be checked
     */
    void run(List<Feed> feeds, Consumer<Feed> unanswered) {
        List<StreamKey> streams = feeds.stream().map(Feed::stream).toList();
        List<EventId> held = feeds.stream().map(Feed::newest).toList();
        log.newest(streams).whenComplete((answers, error) -> {
            if (error == null) {
                for (int i = 0; i < answers.size(); i++) {
                    compare(feeds.get(i), held.get(i), answers.get(i));
                }
            } else if (feeds.size() == 1) {
                LOG.debug("the position of {} is not checked: {}", streams.getFirst().label(), error.getMessage());
                unanswered.accept(feeds.getFirst());
            } else {
                feeds.forEach(feed -> run(List.of(feed), unanswered));
            }
        });
    }

    private void compare(Feed feed, EventId held, EventId answer) {
        Repair repair = feed.check(held, answer);
        if (repair != Repair.NONE) {
            LOG.info("{} held {} when Redis held {}: {}", feed.stream().label(), held, answer, repair);
            stats.gap(GapSource.POSITION_CHECK, repair != Repair.RELOAD);
            feed.repair(repair);
        }
    }
}
