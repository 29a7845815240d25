package io.roomwire.redis;

/**
 * What a server remembers of scripts: another memory whenever it may have forgotten them.
 *
 * @param server its name in a Cluster
 */
record ScriptMemory(String server, int generation) {
}
