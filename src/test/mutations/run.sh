#!/bin/sh
# Applies each patch (or those named) to a copy of the project as it is committed, builds it, runs the fault run of the
# patch's seed against it, and tells whether the checker found the defect; before that, that it finds nothing without
# any. Needs a compiled project: mvn test-compile.
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
cp -r "$project/target/test-classes" "$project/target/classes" "$work"
classes="$work/test-classes:$work/classes:$(cat "$work/classpath")"
mkdir "$work/copy"
git archive HEAD | tar -x -C "$work/copy"

# name, seed, seconds, topology: sets found and rule
try() {
  (cd "$work/copy" && mvn -q -B -o -Dmaven.test.skip=true package) > "$work/$1.build" 2>&1 \
    || { echo "$1 does not build:"; tail -20 "$work/$1.build"; exit 2; }
  status=0
  (cd "$work" && "$java" -Xmx2g --enable-native-access=ALL-UNNAMED -Droomwire.jar="$work/copy/target/roomwire.jar" \
    -cp "$classes" io.roomwire.faults.FaultRun "$2" "$3" "${4:-single}") > "$work/$1.log" 2>&1 || status=$?
  rule=$(sed -n 's/^\([a-z]*\) at [0-9]*: .*/\1/p' "$work/$1.log" | head -1)
  found=no
  if [ $status -eq 1 ] && [ -n "$rule" ]; then
    found=yes
  fi
  printf '| %s | %s | %s | %s | %s |\n' "$1" "$2" "$3" "$found" "$rule"
}

# name of one that is not found, or found without a defect
wrong() {
  cp "$work/$1.log" "${TMPDIR:-/tmp}/roomwire-mutation-$1.log"
  failed=$((failed + 1))
}

failed=0
printf '| mutation | seed | seconds | found | first rule broken |\n|---|---|---|---|---|\n'
try none 1 20
[ $found = no ] && [ $status -eq 0 ] || wrong none
for name in "$@"; do
  patch="$here/$name.patch"
  (cd "$work/copy" && patch -p1 -s < "$patch")
  try "$name" "$(sed -n 's/^seed: //p' "$patch")" "$(sed -n 's/^seconds: //p' "$patch")" "$(sed -n 's/^topology: //p' "$patch")"
  [ $found = yes ] || wrong "$name"
  (cd "$work/copy" && patch -p1 -s -R < "$patch")
done
[ $failed -eq 0 ] || { echo "$failed not as they should be"; exit 1; }
