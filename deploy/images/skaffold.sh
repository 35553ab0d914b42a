#!/bin/sh
# How skaffold has one image made with its AOT cache, in the profiles staging and production.
#
# Usage: skaffold.sh NAME      (e.g. wallet)
#
# Skaffold says by variables what the image is to be called (IMAGE) and whether it goes to a registry
# (PUSH_IMAGE); otherwise it is looked for in the local Docker.
set -eu

name=$1
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd -P)
[ -n "${IMAGE:-}" ] || {
  echo "skaffold.sh: skaffold sets IMAGE; for an image by hand see ./dizhtime images --help." >&2
  exit 2
}
"$root/dizhtime" images --as "$IMAGE" "$name" >/dev/null
if [ "${PUSH_IMAGE:-false}" = true ]; then
  podman push --quiet "$IMAGE"
else
  podman save --quiet --format docker-archive "$IMAGE" | docker load --quiet
fi
