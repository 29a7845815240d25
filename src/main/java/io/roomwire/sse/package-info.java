/**
 * Server-Sent Events on the wire: frames, positions, connections and their heartbeats.
 *
 * <p>The hot path, from a live message to the sockets, is made of few classes, and what runs per delivery makes no
 * object, task, timer or look-up. {@code SseEncoder} writes an event once, chunk envelope included, into direct memory:
 * an {@code SseFrame}. The feed wakes its lanes; all lanes of an event loop take their turns in one task
 * ({@code hub.Loop}). In its turn a lane offers the due frames to each subscriber, whose {@code Connection} passes them
 * to its {@code Http1Wire}, which notes addresses and lengths in the loop's {@code Outbox}. At the end of the round the
 * outbox sends for all connections by one system call ({@code Uring}), or had each connection written by one
 * {@code write} or {@code writev} where the kernel has no io_uring. Only what a socket does not take becomes an entry of
 * Netty's queue; the cursor of such a connection then stays until the socket takes more.
 *
 * <p>Live events do not wait for those who come: {@code Admission} lets in what the loops can serve, and the rest stays
 * in the kernel's backlog.
 *
 * <p>Rejected by measurement: the server's streaming body, which costs a buffer, a promise and a flush per delivery;
 * io_uring as the transport of all sockets; event loops of the driver's own, which cost three hand-overs per append.
 */
@NullMarked
package io.roomwire.sse;

import org.jspecify.annotations.NullMarked;
