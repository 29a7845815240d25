#!/bin/sh
# Starts a Sentinel, which keeps in its own file whom it knows. Environment: SELF and FIRST are host:port, DATA the
# folder of its files.
set -eu
conf=$DATA/sentinel.conf

if [ ! -s "$conf" ]; then
  until timeout 3 redis-cli -h "${FIRST%:*}" -p "${FIRST##*:}" ping >/dev/null 2>&1; do
    sleep 1
  done
  umask 077
  cat >"$conf.new" <<CONF
port ${SELF##*:}
dir $DATA
protected-mode no
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip ${SELF%:*}
sentinel announce-port ${SELF##*:}
sentinel monitor roomwire ${FIRST%:*} ${FIRST##*:} 2
sentinel auth-pass roomwire $REDISCLI_AUTH
sentinel down-after-milliseconds roomwire 5000
sentinel failover-timeout roomwire 30000
sentinel parallel-syncs roomwire 1
CONF
  mv "$conf.new" "$conf"
fi
exec redis-server "$conf" --sentinel
