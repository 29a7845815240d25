#!/bin/sh
# Makes one Cluster of the Redis in PEERS (host:port), once: where slots are assigned, there is nothing to do.
set -eu

address() {
  getent hosts "$1" | { read -r address _ && echo "$address"; }
}

all=
for peer in $PEERS; do
  until redis-cli -h "${peer%:*}" -p "${peer##*:}" ping 2>/dev/null | grep -q PONG; do
    sleep 1
  done
  if redis-cli -h "${peer%:*}" -p "${peer##*:}" cluster info | grep -q '^cluster_slots_assigned:[1-9]'; then
    echo "$peer has slots already"
    exit 0
  fi
  all="$all $(address "${peer%:*}"):${peer##*:}"
done
# shellcheck disable=SC2086
redis-cli --cluster create $all --cluster-replicas 1 --cluster-yes
