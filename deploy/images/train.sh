#!/bin/sh
# Gives an image an AOT cache: runs it once until it is ready, lets its own JVM write down which classes
# it has loaded and linked, and adds that as one more layer. Same JVM, same jars, same times, because it is
# the image itself that runs. At last it checks that the JVM of the new image takes the cache.
#
# Usage: train.sh IMAGE TRAINED [podman's options for the run: --env-file, --env, --volume]
#
# IMAGE is one that podman has or can pull, as Jib made it; TRAINED is the new one's name. What the service
# needs to become ready must be there: its servers, and its settings as podman's options. It runs in the
# network of this machine and listens on free ports. Prints nothing when all is well.
set -eu

image=$1
trained=$2
shift 2
cache=/app/aot/service.aot
start_seconds=60
stop_seconds=120

fail() {
  printf 'train.sh: %s\n' "$1" >&2
  exit 1
}

command -v curl >/dev/null 2>&1 || fail "it asks the service whether it is ready, by curl; install curl."
podman image exists "$image" || podman pull -q "$image" >/dev/null || fail "there is no image $image."
entrypoint=$(podman image inspect --format '{{json .Config.Entrypoint}}' "$image")
case $entrypoint in
  *-XX:AOTCache*) fail "$image has a cache already; train the one that Jib made." ;;
  '["java",'*) ;;
  *) fail "$image is not started by java, but by $entrypoint" ;;
esac
# The same command with one more flag, and with "-version" in place of the main class.
with() { printf '%s\n' "$entrypoint" | sed "s|^\[\"java\",|[\"java\",$1,|"; }

work=$(mktemp -d)
container=
clean() {
  [ -z "$container" ] || podman rm --force --time 0 "$container" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM
mkdir -m 777 "$work/aot"
# mktemp's folder is closed to others, and the image has a user of its own.
chmod 755 "$work"

# Memory is bounded, so that the heap is below 32 GB here as it will be there: references have the same size.
container=$(podman run --detach --network host --read-only --read-only-tmpfs=false \
  --tmpfs /tmp:rw,size=64m,mode=1777 --cap-drop ALL --security-opt no-new-privileges --memory 1g \
  --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 \
  --env DIZHTIME_HTTP_HOST=127.0.0.1 "$@" \
  --env DIZHTIME_HTTP_PORT=0 --env DIZHTIME_MANAGEMENT_PORT=0 --volume "$work/aot:/aot" \
  --entrypoint "$(with '"-XX:AOTCacheOutput=/aot/service.aot"')" "$image")

said() { podman logs "$container" 2>&1; }
end=$(($(date +%s) + start_seconds))
until port=$(said | sed -n 's/.* is up on port .*, management on \([0-9]*\).*/\1/p') && [ -n "$port" ] &&
  curl -fs -o /dev/null --max-time 5 "http://127.0.0.1:$port/health/ready"; do
  running=$(podman inspect --format '{{.State.Running}}' "$container")
  if [ "$running" != true ] || [ "$(date +%s)" -gt $end ]; then
    said | tail -n 5 >&2
    fail "$image did not become ready within $start_seconds s; its last lines are above."
  fi
  sleep 0.2
done
# Every pod is scraped from its first seconds on.
curl -fs -o /dev/null --max-time 5 "http://127.0.0.1:$port/metrics" || fail "$image has no metrics."

# The cache is written while it stops.
podman stop --time $stop_seconds "$container" >/dev/null
if ! [ -s "$work/aot/service.aot" ]; then
  said | tail -n 5 >&2
  fail "the JVM of $image wrote no cache; its last lines are above."
fi

cat >"$work/aot/Containerfile" <<FILE
FROM $image
COPY --chmod=444 service.aot $cache
ENTRYPOINT $(with "\"-XX:AOTCache=$cache\"")
FILE
podman build --quiet --format oci --pull=never \
  --timestamp "$(podman image inspect --format '{{.Created.Unix}}' "$image")" \
  --file "$work/aot/Containerfile" --tag "$trained" "$work/aot" >/dev/null

# "on": a JVM that can't use the cache ends, where it would start without it in a cluster.
podman run --rm --network none --read-only --memory 512m --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 \
  --entrypoint "$(with "\"-XX:AOTCache=$cache\",\"-XX:AOTMode=on\"" | sed 's|,"[^"]*"\]$|,"-version"]|')" \
  "$trained" >"$work/check" 2>&1 || {
  cat "$work/check" >&2
  fail "the JVM of $trained does not take the cache."
}
