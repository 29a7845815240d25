/**
 * The demo run: an embedded Redis, and scripted feeds of every system. Rooms are played from inside; what wants a token
 * or a signature is called over HTTP and WebSocket, as people, services and agents outside do.
 */
@NullMarked
package io.roomwire.demo;

import org.jspecify.annotations.NullMarked;
