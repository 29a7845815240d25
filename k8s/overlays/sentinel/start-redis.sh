#!/bin/sh
# Starts Redis as what the Sentinels say it is: the primary, or a replica of it. Environment: SELF and FIRST are
# host:port, SENTINELS several of them, DATA the folder of its files; arguments go to redis-server.
set -eu

# host:port of the primary, as the first Sentinel says that knows one.
ask() {
  for sentinel in $SENTINELS; do
    # shellcheck disable=SC2046
    set -- $(unset REDISCLI_AUTH
      timeout 3 redis-cli -h "${sentinel%:*}" -p "${sentinel##*:}" sentinel get-master-addr-by-name roomwire 2>&1)
    case "$#:${2:-}" in
      2:*[!0-9]* | 2:) ;;
      2:*) echo "$1:$2"; return ;;
    esac
  done
  return 1
}

# No Sentinel answers: at the very first start the first one is the primary. Later they must be waited for, as the
# primary may be another by now.
until primary=$(ask); do
  if [ ! -e "$DATA/appendonlydir" ]; then
    primary=$FIRST
    break
  fi
  sleep 1
done

if [ "$primary" != "$SELF" ]; then
  set -- "$@" --replicaof "${primary%:*}" "${primary##*:}"
fi
exec redis-server "$@" --port "${SELF##*:}" --dir "$DATA" \
  --replica-announce-ip "${SELF%:*}" --replica-announce-port "${SELF##*:}" \
  --masterauth "$REDISCLI_AUTH" --requirepass "$REDISCLI_AUTH" --min-replicas-to-write 1 --min-replicas-max-lag 10
