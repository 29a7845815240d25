package io.roomwire.console;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What holds for consoles and agents.
 *
 * @param sampling frames per second from which on a stream is thinned out
 * @param samplingOf streams with a threshold of their own
 * @param messageBytes longest message of an agent, in characters
 * @param messages messages per second that one socket may bring
 * @param waiting messages of one socket that may wait
 * @param answer how long an agent's answer is waited for
 * @param address where agents find the control socket; empty for the host that they ask
 */
record ConsoleSettings(int sampling, Map<StreamKey, Integer> samplingOf, long messageBytes, int messages, int waiting,
                       Duration answer, Optional<String> address) {

    private static final int HIGHEST = 1_000_000;

    private static final Setting<Integer> SAMPLING = Setting.count("roomwire.console.sampling", 200, 1, HIGHEST,
            "Frames per second from which on a console stream shows only one in so many.");
    private static final Setting<Map<StreamKey, Integer>> SAMPLING_OF = Setting.text("roomwire.console.sampling-of",
            "none", "none, or such as dongle:d1=500,group:g1=50", ConsoleSettings::thresholds,
            "Streams for which another number holds.");
    private static final Setting<Long> MESSAGE = Setting.bytes("roomwire.console.message", "256kB", "1kB", "1MB",
            "Longest message of an agent; a longer one is refused.");
    private static final Setting<Integer> MESSAGES = Setting.count("roomwire.console.messages", 20_000, 10, HIGHEST,
            "Messages per second that one socket of an agent may bring; more are refused.");
    private static final Setting<Integer> WAITING = Setting.count("roomwire.console.waiting", 20_000, 100, HIGHEST,
            "Messages of one socket that may wait; more are refused.");
    private static final Setting<Duration> ANSWER = Setting.duration("roomwire.console.answer",
            Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1),
            "How long the answer of an agent that is to send a frame is waited for.");
    private static final Setting<Optional<String>> ADDRESS = Setting.optional("roomwire.console.address",
            "a ws or wss address", ConsoleSettings::address,
            "Where agents are told to connect to; by default the host by which they registered.");

    ConsoleSettings {
        samplingOf = Map.copyOf(samplingOf);
    }

    static ConsoleSettings from(Settings settings) {
        return new ConsoleSettings(settings.get(SAMPLING), settings.get(SAMPLING_OF), settings.get(MESSAGE),
                settings.get(MESSAGES), settings.get(WAITING), settings.get(ANSWER), settings.get(ADDRESS));
    }

    /** Frames per second from which on the stream is thinned out. */
    int threshold(StreamKey stream) {
        return samplingOf.getOrDefault(stream, sampling);
    }

    private static Map<StreamKey, Integer> thresholds(String text) {
        return text.equals("none") ? Map.of() : Arrays.stream(text.split(",", -1)).map(String::strip)
                .collect(Collectors.toMap(entry -> StreamKey.parse(entry.replaceFirst("=.*$", "")),
                        ConsoleSettings::threshold, (former, latter) -> latter));
    }

    private static int threshold(String entry) {
        String number = entry.replaceFirst("^[^=]*=?", "");
        if (!number.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("not a rate: " + entry);
        }
        return Integer.parseInt(number);
    }

    private static String address(String text) {
        if (!text.matches("wss?://[^/\\s]+(/\\S*)?")) {
            throw new IllegalArgumentException("not a WebSocket address: " + text);
        }
        return text;
    }
}
