#!/bin/sh
# Applies each patch (or those named) to a copy of the project as it is committed, builds it, runs the fault run of the
# patch's seed against it, and tells whether the checker found the defect. Needs a compiled project: mvn test-compile.
#
#   src/test/mutations/run.sh [name...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/roomwire-mutations-XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$project"
[ $# -gt 0 ] || set -- $(cd "$here" && ls ./*.patch | sed 's#^\./##; s#\.patch$##')

mvn -q -B -o dependency:build-classpath -Dmdep.outputFile="$work/classpath" > "$work/classpath.log" 2>&1
java=${JAVA_25:-java}
classes="$project/target/test-classes:$project/target/classes:$(cat "$work/classpath")"
mkdir "$work/copy"
git archive HEAD | tar -x -C "$work/copy"

missed=0
printf '| mutation | seed | seconds | found | first rule broken |\n|---|---|---|---|---|\n'
for name in "$@"; do
  patch="$here/$name.patch"
  seed=$(sed -n 's/^seed: //p' "$patch")
  seconds=$(sed -n 's/^seconds: //p' "$patch")
  topology=$(sed -n 's/^topology: //p' "$patch")
  (cd "$work/copy" && patch -p1 -s < "$patch")
  (cd "$work/copy" && mvn -q -B -o -Dmaven.test.skip=true package) > "$work/$name.build" 2>&1 \
    || { echo "$name does not build:"; tail -20 "$work/$name.build"; exit 2; }
  status=0
  (cd "$work" && "$java" -Xmx2g --enable-native-access=ALL-UNNAMED -Droomwire.jar="$work/copy/target/roomwire.jar" \
    -cp "$classes" io.roomwire.faults.FaultRun "$seed" "$seconds" "${topology:-single}") > "$work/$name.log" 2>&1 || status=$?
  rule=$(sed -n 's/^\([a-z]*\) at [0-9]*: .*/\1/p' "$work/$name.log" | head -1)
  if [ $status -eq 1 ] && [ -n "$rule" ]; then
    found=yes
  else
    found=no
    missed=$((missed + 1))
    cp "$work/$name.log" "${TMPDIR:-/tmp}/roomwire-mutation-$name.log"
  fi
  printf '| %s | %s | %s | %s | %s |\n' "$name" "$seed" "$seconds" "$found" "$rule"
  (cd "$work/copy" && patch -p1 -s -R < "$patch")
done
[ $missed -eq 0 ] || { echo "$missed not found"; exit 1; }
