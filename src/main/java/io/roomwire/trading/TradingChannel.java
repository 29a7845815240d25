package io.roomwire.trading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.hub.Append;
import io.roomwire.hub.PlainChannel;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels {@code trading:model:<id>:events}, on which agents publish what they would post. */
@Singleton
final class TradingChannel implements PlainChannel {

    private static final Logger LOG = LoggerFactory.getLogger(TradingChannel.class);
    private static final Pattern CHANNEL = Pattern.compile("trading:model:([1-9][0-9]{0,14}):events");
    private static final int LARGEST = 100 * 1024;

    private final Models models;
    private final TradingAppends appends;
    private final TradingInput input;

    TradingChannel(Models models, TradingAppends appends, TradingInput input) {
        this.models = models;
        this.appends = appends;
        this.input = input;
    }

    @Override
    public String pattern() {
        return "trading:model:*:events";
    }

    /** Skips what is no event, is larger than 100 kB, or is for a model that is not there. */
    @Override
    public Optional<Append> read(String channel, byte[] message) {
        Matcher name = CHANNEL.matcher(channel);
        if (!name.matches() || message.length > LARGEST) {
            LOG.debug("{} is no channel of a model, or {} bytes are too many", channel, message.length);
            return Optional.empty();
        }
        try {
            TradingEvent event = input.event(new String(message, UTF_8));
            long id = Long.parseLong(name.group(1));
            return models.recall(id).or(() -> models.read(id)).map(model -> appends.of(model, event));
        } catch (TradingException invalid) {
            LOG.debug("a message on {} is skipped: {}", channel, invalid.getMessage());
            return Optional.empty();
        }
    }
}
