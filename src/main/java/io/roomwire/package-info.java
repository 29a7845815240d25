/**
 * One node of Roomwire: how the parts are put together, and what the whole server has in common.
 *
 * <pre>
 *   publisher                                     viewers
 *       | POST                                       ^ SSE
 *   topic, room       features: routes and records   |
 *       |                                           sse     frames and connections, next to the socket
 *       v                                            |
 *      hub    append; feeds: a ring and a cursor per viewer
 *       | ports: EventLog, LiveChannel, Claims       ^
 *     redis   scripts, keys, one connection for commands and one for live messages
 * </pre>
 *
 * <ul>
 *   <li>start and end: {@code Application} and {@code Launch} start a node for production or as a demo, {@code Ending},
 *       {@code ScheduleEnd} and {@code ProcessEnd} end it, {@code StartFailure} says in a line why it did not start
 *   <li>settings: {@code *Settings} describe them, one area each; {@code config} reads them; {@code event} and
 *       {@code hub} know neither settings nor the container: {@code HubFactory} makes their parts
 *   <li>refusals of the server itself: {@code ErrorAnswers} gives them the shape that the path's callers know,
 *       {@code RedisAway} says 503, {@code BodyLimit*} bound bodies
 *   <li>who comes: {@code CrossOriginFilter} says from which pages, {@code ServicePortFilter} at which port,
 *       {@code StreamLimits} for how many streams; {@code AccessLogFilter} writes down what was asked
 *   <li>the API's description: {@code ApiDescription} is its frame, each feature's {@code *Api} says what the signatures
 *       of its routes do not
 *   <li>{@code access} knows who may do what, {@code ops} tells how the node is, {@code demo} plays rooms
 * </ul>
 *
 * <p>A test holds the arrows: features know neither each other nor Lettuce nor Netty; {@code hub} knows the JDK and
 * {@code event} alone; {@code redis} implements what others declare.
 */
@NullMarked
package io.roomwire;

import org.jspecify.annotations.NullMarked;
