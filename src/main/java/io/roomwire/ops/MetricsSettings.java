package io.roomwire.ops;

/**
 * Who may see the node's meters.
 *
 * @param publicRead whether anyone may; otherwise the control token is needed
 */
public record MetricsSettings(boolean publicRead) {
}
