package io.roomwire.console;

/** What happens to an agent's socket, in its order. */
sealed interface Inbound {

    /** It is open. */
    record Opened() implements Inbound {
    }

    /** The agent has sent this. */
    record Message(String text) implements Inbound {
    }

    /** The agent has sent so many messages that are not read. */
    record Refused(Reason reason, int count) implements Inbound {
    }

    /** Something may have changed for the agent elsewhere. */
    record Woken() implements Inbound {
    }

    /** It is closed; nothing follows. */
    record Closed() implements Inbound {
    }

    /** Why messages are not read. */
    enum Reason {
        TOO_LONG("VALIDATION_ERROR", "The message is too long."),
        TOO_MANY("RATE_LIMITED", "Too many messages in a second."),
        TOO_FAST("RATE_LIMITED", "Too many messages are waiting.");

        private final String code;
        private final String message;

        Reason(String code, String message) {
            this.code = code;
            this.message = message;
        }

        String code() {
            return code;
        }

        String message() {
            return message;
        }
    }
}
