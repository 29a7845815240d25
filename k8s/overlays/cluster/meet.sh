#!/bin/sh
# Introduces a Redis that comes back to the others of its Cluster, whose addresses may all have changed. Environment:
# SELF and PEERS, host:port. Does nothing before there is a Cluster, and never fails: that would end the pod.

address() {
  getent hosts "$1" | { read -r address _ && echo "$address"; }
}

until redis-cli -p "${SELF##*:}" ping 2>/dev/null | grep -q PONG; do
  sleep 1
done
redis-cli -p "${SELF##*:}" cluster info | grep -q '^cluster_slots_assigned:[1-9]' || exit 0
for peer in $PEERS; do
  if [ "$peer" != "$SELF" ] && ip=$(address "${peer%:*}"); then
    redis-cli -p "${SELF##*:}" cluster meet "$ip" "${peer##*:}"
  fi
done
exit 0
