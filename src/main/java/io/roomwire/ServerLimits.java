package io.roomwire;

import java.util.List;

/**
 * What the HTTP server takes.
 *
 * @param port -1 for any free one
 * @param body the largest body in bytes, except for imports
 * @param origins whose pages may use this node from elsewhere
 */
record ServerLimits(int port, long body, List<String> origins) {

    ServerLimits {
        origins = List.copyOf(origins);
    }
}
