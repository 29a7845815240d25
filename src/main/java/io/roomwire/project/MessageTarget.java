package io.roomwire.project;

/** Whom a browser's message is meant for. */
enum MessageTarget {
    TEAM, AI
}
