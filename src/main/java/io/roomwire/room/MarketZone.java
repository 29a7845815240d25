package io.roomwire.room;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The zone whose days an agent's audit has. */
@Singleton
final class MarketZone {

    private final ZoneId standard;

    @Inject
    MarketZone(RoomSettings settings) {
        this(settings.marketZone());
    }

    MarketZone(ZoneId standard) {
        this.standard = standard;
    }

    /** The manifest's zone; the setting's where there is none or it is unknown. */
    ZoneId of(Agent agent) {
        return agent.timeZone().flatMap(MarketZone::parse).orElse(standard);
    }

    static Optional<ZoneId> parse(String zone) {
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
