package io.roomwire.project;

/** What a message is about. */
enum MessageMode {
    PLAN, BUILD, UNIFIED
}
