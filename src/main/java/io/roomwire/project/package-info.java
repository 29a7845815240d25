/**
 * Project chat: one growing sequence of messages per project, live over SSE.
 *
 * <p>It has two faces on one server. Services sign their requests under {@code /v1} and say for whom they act; browsers
 * show a token under {@code /api/persistent-chat}. Both come to the same chat: {@link io.roomwire.project.ProjectChat}
 * writes, {@link io.roomwire.project.ProjectHistory} is read, {@link io.roomwire.project.ProjectStreams} opens streams,
 * and every one asks {@link io.roomwire.project.ProjectAccess} first.
 */
@NullMarked
package io.roomwire.project;

import org.jspecify.annotations.NullMarked;
