#!/bin/sh
# Makes the base that images are tested on where no registry can be reached: Debian with a Java 25
# runtime, as an archive that Jib reads. Made once, kept in the user's cache; prints its path.
# Images for a cluster stand on image.base of the root pom.xml, not on this.
#
# Usage: base.sh JDK_HOME      (as root, with debootstrap and podman)
set -eu

jdk=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dizhtime/images
# Another JDK or another recipe is another base.
key=$(cat "$0" "$jdk/release" | cksum | cut -d' ' -f1)
archive=$cache/base-$key.tar
if [ -s "$archive" ]; then
  printf '%s\n' "$archive"
  exit
fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/making.XXXXXX")
trap 'rm -rf "$work"' EXIT
root=$work/root
debootstrap --variant=minbase bookworm "$root" >"$work/log" 2>&1 || {
  tail -n 5 "$work/log" >&2
  exit 1
}
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* \
  "$root"/usr/share/doc "$root"/usr/share/man "$root"/usr/share/locale
mkdir -p "$root/opt/java"
"$jdk/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.management,jdk.crypto.ec,jdk.jfr,jdk.jcmd,jdk.naming.dns,jdk.net,jdk.zipfs,jdk.charsets,jdk.localedata \
  --strip-debug --no-header-files --no-man-pages --output "$root/opt/java/openjdk"
"$root/opt/java/openjdk/bin/java" -Xshare:dump >/dev/null 2>&1
tar -C "$root" -c . | podman import -q -c 'ENV PATH=/opt/java/openjdk/bin:/usr/bin:/bin' \
  -c 'ENV JAVA_HOME=/opt/java/openjdk' -c 'ENV LANG=C.UTF-8' - localhost/dizhtime-base:made >/dev/null
podman save -q --format docker-archive -o "$work/base.tar" localhost/dizhtime-base:made
podman rmi -f localhost/dizhtime-base:made >/dev/null
# Whole or not at all.
mv "$work/base.tar" "$archive"
printf '%s\n' "$archive"
