/**
 * The room system: each registered agent has a room, where viewers see its decisions, a packet of its whole state from
 * time to time, and a chat in which the agent speaks too.
 *
 * <ul>
 *   <li>the live room: {@code RoomEventsController} opens streams, {@code RoomGreeting} sends the first packet,
 *       {@code RoomViewers} and {@code RoomCrowds} count who watches; {@code RoomStreams} names the streams
 *   <li>packets: {@code PacketTimer} and {@code PacketTicks} append them, {@code RoomPackets} builds one at a time from
 *       {@code PacketSource} and {@code PacketParts}, {@code PacketController} shows them
 *   <li>what agents publish: {@code RoomIngestController}, then {@code Decision*} for decisions ({@code Intake} reads,
 *       {@code Ingest} writes, {@code Log} reads back) and {@code State*} for the packets' parts
 *   <li>audit: {@code AuditController} shows it from {@code AuditReader}, {@code AuditImport} brings in existing logs
 *   <li>chat: {@code ChatController} and {@code ChatHistoryController}; {@code ChatService} posts: {@code ChatGate}
 *       checks and writes, {@code ChatAuthors} names, {@code ChatLog} appends, {@code ChatReplies} answers
 *   <li>agents that speak: {@code AgentVoice} over {@code Text*} (canned or from an endpoint); {@code Proactive*} when
 *       they were quiet, {@code Narration*} after decisions
 *   <li>registry: {@code Agents}, {@code AgentController}; every control route passes {@code ControlGate}; who writes
 *       into a room takes its agent from {@code AgentMemory} and lets the write itself check that it still is so
 *   <li>JSON: {@code Json*} read and write free forms, {@code Envelope} and {@code RoomException} are the two answers
 * </ul>
 *
 * <p>Ports, implemented in {@code redis}: {@code AgentBook}, {@code AuditDays}, {@code ChatAliasKey},
 * {@code ChatLimit}, {@code ChatPacing}, {@code Nicknames}, {@code RoomHistory}, {@code RoomPresence},
 * {@code RoomState}.
 */
@NullMarked
package io.roomwire.room;

import org.jspecify.annotations.NullMarked;
