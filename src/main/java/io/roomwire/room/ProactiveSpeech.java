package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds something new for an agent to say, and says it. Blocks as long as the text takes. */
@Singleton
final class ProactiveSpeech {

    private static final int CONTEXT = 6;

    private final ChatHistory history;
    private final AgentVoice voice;
    private final ChatMint mint;
    private final ChatLog log;

    ProactiveSpeech(ChatHistory history, AgentVoice voice, ChatMint mint, ChatLog log) {
        this.history = history;
        this.voice = voice;
        this.mint = mint;
        this.log = log;
    }

    /** Says nothing rather than one of its latest lines again. */
    void speak(Agent agent, ProactiveCadence.Reason reason, Claim claim) {
        boolean urgent = reason == ProactiveCadence.Reason.NEWS_BURST;
        List<String> said = said(claim.stream());
        ChatMint.Generation how = new ChatMint.Generation(voice.source(), reason.name().toLowerCase(Locale.ROOT),
                urgent ? "urgent" : "calm");
        voice.say(TextRequest.proactive(agent, latest(claim.stream()), urgent, said))
                .filter(text -> !said.contains(TextNormalizer.key(text)))
                .map(text -> mint.broadcast(agent, ChatKind.PROACTIVE, text, how))
                .ifPresent(message -> log.append(message, claim));
    }

    private List<String> said(StreamKey room) {
        return Stream.of(ChatHistory.PROACTIVE, ChatHistory.AGENT)
                .flatMap(kind -> history.newest(room, kind, ChatLog.REMEMBERED, ChatHistory.NEWEST).stream())
                .map(message -> TextNormalizer.key(message.text())).distinct().toList();
    }

    private String latest(StreamKey room) {
        return history.newest(room, ChatHistory.CHAT, CONTEXT, ChatHistory.NEWEST).stream()
                .map(message -> message.senderName() + ": " + message.text()).collect(Collectors.joining("\n"));
    }
}
