package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Makes the way of messages from sockets to sessions, with its bounds. */
@Singleton
final class Inboxes {

    private final ConsoleSettings settings;
    private final Executor blocking;
    private final Clock clock;

    Inboxes(ConsoleSettings settings, @Named(TaskExecutors.BLOCKING) Executor blocking, Clock clock) {
        this.settings = settings;
        this.blocking = blocking;
        this.clock = clock;
    }

    Intake of(AgentSession session) {
        Inbox inbox = new Inbox(settings.waiting(), blocking, session::read);
        session.onWake(() -> inbox.add(new Inbound.Woken()));
        return new Intake(session, inbox, new MessageRate(settings.messages(), clock), settings.messageBytes());
    }

    /** What the event loop of a socket sees of its session. */
    record Intake(AgentSession session, Inbox inbox, MessageRate rate, long longest) {

        void message(String text) {
            if (text.length() > longest) {
                inbox.add(new Inbound.Refused(Inbound.Reason.TOO_LONG, 1));
            } else if (!rate.admit()) {
                inbox.add(new Inbound.Refused(Inbound.Reason.TOO_MANY, 1));
            } else {
                inbox.add(new Inbound.Message(text));
            }
        }
    }
}
