package io.roomwire.topic;

/**
 * Who may use plain streams.
 *
 * @param publicRead whether anyone may read; otherwise reading needs the control token, as appending always does
 */
public record TopicSettings(boolean publicRead) {
}
