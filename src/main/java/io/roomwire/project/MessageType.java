package io.roomwire.project;

/** What a message is. */
enum MessageType {
    USER, ASSISTANT, SYSTEM
}
