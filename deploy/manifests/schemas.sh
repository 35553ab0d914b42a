#!/bin/sh
# Makes the schemas of the operators' objects anew from what the operators release, as the file
# sources.txt beside them names it. Needs Go, which checks what it fetches, and the network.
set -eu

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
schemas=$here/src/test/resources/dev/dizhtime/manifests/schemas
releases=$here/target/releases

rm -rf "$releases"
mkdir -p "$releases"
grep -v '^#' "$schemas/sources.txt" | while read -r _ module _ file _; do
  folder=$(go mod download -json "$module" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
  cp "$folder/$file" "$releases/$(basename "$file")"
done
rm -f "$schemas"/*.json
cd "$here/../.."
exec ./mvnw -q test -pl deploy/manifests -Dtest=ReleasedSchemas "$@"
