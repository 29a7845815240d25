package io.roomwire.project;

/** Who wrote a message. */
enum ActorType {
    CLIENT, ASSISTANT, ADVISOR
}
