package io.roomwire.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An outcome as a Markdown table: medians and ranges of each contender, and how the first compares with the others. */
final class Table {

    private Table() {
    }

    static String of(Outcome outcome) {
        Trial trial = outcome.trial();
        String head = "%s: %s%n%d rounds, %d of them undisturbed%n".formatted(trial.name(), trial.title(),
                outcome.rounds().size(), outcome.counted().size());
        Stream<String> ratios = trial.others().stream().map(peer -> trial.first().label() + " / " + peer.label());
        Stream<String> titles = Stream.of(Stream.of("median (range)"), trial.peers().stream().map(Peer::label), ratios)
                .flatMap(each -> each);
        String rule = "|---".repeat(1 + trial.peers().size() + trial.others().size()) + "|";
        return Stream.concat(Stream.of(head, row(titles), rule), rows(outcome)).collect(Collectors.joining("\n"));
    }

    private static Stream<String> rows(Outcome outcome) {
        Stream<Figure> figures = Stream.concat(outcome.trial().experiment().figures().stream(),
                Stream.of(Figure.CLIENT_CPU, Figure.FOREIGN_CORES));
        Stream<String> rows = figures.map(figure -> row(outcome, figure));
        return Double.isNaN(outcome.allocation()) ? rows : Stream.concat(rows, Stream.of(allocation(outcome)));
    }

    private static String row(Outcome outcome, Figure figure) {
        List<Peer> peers = outcome.trial().peers();
        Stream<Spread> spreads = Stream.concat(peers.stream().map(peer -> outcome.spread(peer, figure)),
                outcome.trial().others().stream().map(peer -> outcome.ratio(peer, figure)));
        return row(Stream.concat(Stream.of(figure.title()), spreads.map(Spread::toString)));
    }

    private static String allocation(Outcome outcome) {
        return row(Stream.of(Figure.ALLOCATION.title(), String.format(Locale.ROOT, "%.1f", outcome.allocation())));
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }
}
