package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The machine-readable result: {@code target/bench/result.json}. */
record ResultFile(Path path, Map<String, Object> machine) {

    /** Replaces the file by the outcomes so far, so that a run that is cut short leaves what it has measured. */
    void write(List<Outcome> outcomes) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("trials", outcomes.stream().map(ResultFile::outcome).toList());
        try {
            Files.writeString(path, Json.of(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Trial trial = outcome.trial();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", trial.name());
        fields.put("title", trial.title());
        fields.put("wanted", outcome.pace().pairs());
        fields.put("others_cores_at_most", outcome.pace().calm().cores());
        fields.put("counted", outcome.counted().size());
        fields.put("allocation_bytes_per_delivery", outcome.allocation());
        fields.put("medians", byPeer(trial.peers(), peer -> spreads(trial, figure -> outcome.spread(peer, figure))));
        fields.put("ratios", byPeer(trial.others(), peer -> spreads(trial, figure -> outcome.ratio(peer, figure))));
        fields.put("faults", outcome.faults());
        fields.put("rounds", outcome.rounds().stream().map(round -> round(round, outcome)).toList());
        return fields;
    }

    private static Map<String, Object> round(Round round, Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", round.number());
        fields.put("disturbed", outcome.disturbances(round));
        round.samples().forEach((peer, sample) -> fields.put(peer.label(), figures(sample)));
        return fields;
    }

    private static Map<String, Object> figures(Sample sample) {
        Map<String, Object> fields = new LinkedHashMap<>();
        sample.figures().forEach((figure, value) -> fields.put(figure.key(), value));
        return fields;
    }

    private static Map<String, Object> byPeer(List<Peer> peers, Function<Peer, Object> value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        peers.forEach(peer -> fields.put(peer.label(), value.apply(peer)));
        return fields;
    }

    private static Map<String, Object> spreads(Trial trial, Function<Figure, Spread> spread) {
        Map<String, Object> fields = new LinkedHashMap<>();
        trial.experiment().figures().forEach(figure -> fields.put(figure.key(), spread.apply(figure).asMap()));
        return fields;
    }
}
