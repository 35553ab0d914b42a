#!/bin/sh
# Builds kube-apiserver and etcd as go.mod names them, and gathers the operators' definitions of their
# objects (CRDs), into target/. What was built from the same go.sum is kept. Needs Go and the network.
set -eu

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
target=$here/target
sources=$here/../manifests/src/test/resources/dev/dizhtime/manifests/schemas/sources.txt
gateway_api=sigs.k8s.io/gateway-api@v1.4.1

stamp=$(cat "$here/go.sum" "$here/build.sh" "$sources" | sha256sum)
[ "$(cat "$target/built" 2>/dev/null)" != "$stamp" ] || exit 0
rm -f "$target/built"
mkdir -p "$target/crds"
cd "$here"
export CGO_ENABLED=0 GOFLAGS=-mod=readonly

# Where the files of a module are; fetched, and checked by Go's sum database, when they are not there.
files_of() {
  (cd / && GOFLAGS=-mod=mod go mod download -json "$1") | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p'
}

grep -v '^#' "$sources" | while read -r _ module _ file _; do
  cp "$(files_of "$module")/$file" "$target/crds/"
done
cp "$(files_of "$gateway_api")"/config/crd/standard/*.yaml "$target/crds/"
chmod u+w "$target"/crds/*

version=$(sed -n 's/^[[:space:]]*k8s.io\/kubernetes \(v[^ ]*\).*/\1/p' go.mod)
# Without these the server would say that it is of version 0.0.0.
flags="-s -w"
for package in component-base/version client-go/pkg/version; do
  flags="$flags -X k8s.io/$package.gitVersion=$version -X k8s.io/$package.gitMajor=1"
  flags="$flags -X k8s.io/$package.gitMinor=$(echo "$version" | cut -d. -f2)"
done
go build -trimpath -ldflags '-s -w' -o "$target/etcd" go.etcd.io/etcd/server/v3
go build -trimpath -ldflags "$flags" -o "$target/kube-apiserver" k8s.io/kubernetes/cmd/kube-apiserver
echo "$stamp" >"$target/built"
