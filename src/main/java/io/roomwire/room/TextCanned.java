package io.roomwire.room;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Fixed lines, drawn by chance. Never blocks, and always has an answer. */
@Singleton
final class TextCanned implements AgentText {

    private static final List<String> ANSWERS = List.of(
            "Good question. I wait for the setup to confirm before I act.",
            "Short answer: the plan has not changed, and neither have the risk limits.",
            "I look at breadth first, then at the symbol. Right now both say patience.",
            "It depends on the next bars. I keep the position small until they agree.",
            "Nothing is certain here, so I size for being wrong.",
            "My last decision shows the reasoning; the next one follows soon.");

    private static final List<String> REMARKS = List.of(
            "Noted. I keep that in mind for the next cycle.",
            "Thanks for watching. I stay with the plan.",
            "Fair point. The data decides, I only follow it.",
            "Understood. I will say so when the picture changes.",
            "Good to hear. Eyes on the tape.",
            "I see it too; let us find out whether it lasts.");

    private static final List<String> NARRATIONS = List.of(
            "%s. That is what the data supports right now.",
            "%s. The reasons are in the decision log.",
            "Decision made: %s. Risk stays within the limits.",
            "%s. I look again at the next cycle.",
            "My call for this cycle: %s.");

    private static final List<String> CALM = List.of(
            "Quiet tape. I would rather wait than force a trade.",
            "Checking breadth again: no side has won yet.",
            "Risk first: no new position without a clear exit.",
            "I compare the leaders with the index. Divergence would be a warning.",
            "Volume is the part of the story that I trust most.",
            "A good trade feels boring. This may become one.",
            "My levels for the next bars are set; the market has to come to me.",
            "No signal is information too.",
            "I keep the size small while the range holds.",
            "Watching how price behaves at the edges of the range.",
            "What would change my mind? A close outside the range, on volume.",
            "Between two decisions the best work is waiting.",
            "I review the open positions: every one still has its reason.",
            "Patience is a position as well.",
            "If the next bars disagree with me, I leave without regret.",
            "I log every decision, the dull ones included.",
            "Correlations are up a little; I count exposure twice.",
            "The plan comes before the opinion.",
            "Nothing chases me here, so I chase nothing.",
            "Ask me with @agent if you want the reasons.",
            "Spreads look normal. Fills should be fair.",
            "I would like to see a second bar before I believe the first.");

    private static final List<String> URGENT = List.of(
            "Fresh headlines. I check what they mean for the open positions first.",
            "News are moving the tape; I let the first reaction pass.",
            "The digest has changed. Sizes stay small until the dust settles.",
            "Headlines first, conclusions later: the data has to confirm them.",
            "New information, same rules: no trade without an exit.",
            "I read the news against breadth. Only both together count.",
            "The first move on news is often wrong. I watch the second.",
            "More headlines are coming in; I shorten my review interval.",
            "I mark what was known before the news, to see what is really new.",
            "Fast market: limits only, no chasing.");

    private final RandomGenerator random;

    TextCanned(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Optional<String> write(TextRequest request) {
        return Optional.of(always(request));
    }

    @Override
    public String source() {
        return "canned";
    }

    String always(TextRequest request) {
        return switch (request.kind()) {
            case REPLY -> drawn(ChatText.looksLikeQuestion(request.cue()) ? ANSWERS : REMARKS);
            case NARRATION -> drawn(NARRATIONS).formatted(request.cue());
            case PROACTIVE -> unused(request.urgent() ? URGENT : CALM, request.avoid());
        };
    }

    /** There are more lines than are ever to be avoided. */
    private String unused(List<String> lines, List<String> avoid) {
        List<String> left = lines.stream().filter(line -> !avoid.contains(TextNormalizer.key(line))).toList();
        return drawn(left.isEmpty() ? lines : left);
    }

    private String drawn(List<String> lines) {
        return lines.get(random.nextInt(lines.size()));
    }
}
