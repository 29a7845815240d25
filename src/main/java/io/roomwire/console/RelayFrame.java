package io.roomwire.console;

/**
 * A frame on its way from one side of a group to the other.
 *
 * @param dongleId where it comes from
 * @param targetDongleId where it goes
 * @param frame one JSON object as text, passed on as it is
 */
public record RelayFrame(String dongleId, String targetDongleId, String frame) {
}
