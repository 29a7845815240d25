package io.roomwire;

/**
 * What the HTTP server takes.
 *
 * @param port -1 for any free one
 * @param body the largest body in bytes, except for imports
 * @param logged whether requests are logged
 */
record ServerLimits(int port, long body, boolean logged) {
}
