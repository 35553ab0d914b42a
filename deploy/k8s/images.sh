# The images on the nodes of kind; sourced by ../k8s.sh. No registry has them and no kubelet may pull them
# (kustomize/overlays/local): each comes from Podman or Docker where it is there, as ./dizhtime images makes it,
# else Jib builds it, which needs neither.

image_folder=$root/deploy/target/images

# The images of ours that the overlay asks for, as dizhtime/NAME:TAG.
wanted_images() {
  printf '%s\n' "$rendered" | sed -n 's#^ *image: \(dizhtime/.*\)#\1#p' | awk '!seen[$0]++'
}

# Those of them that are not on every node.
missing_images() {
  nodes=$(kubectl get nodes -o name | grep -c .)
  there=$(kubectl get nodes -o jsonpath='{range .items[*].status.images[*]}{.names[*]}{"\n"}{end}' | tr ' ' '\n')
  for image in $(wanted_images); do
    [ "$(printf '%s\n' "$there" | grep -cxF "docker.io/$image")" -ge "$nodes" ] || echo "$image"
  done
}

# Writes the image $1, as the kubelet calls it, to the file $2; fails when neither Podman nor Docker has it. Podman
# calls our own "localhost/…", which is another image to a kubelet.
saved() {
  rm -f "$2"
  if command -v podman >/dev/null 2>&1 && podman image exists "localhost/$1" 2>/dev/null; then
    podman tag "localhost/$1" "docker.io/$1" &&
      podman save --quiet --format docker-archive --output "$2" "docker.io/$1" >/dev/null &&
      podman untag "docker.io/$1" "docker.io/$1"
  elif command -v docker >/dev/null 2>&1 && docker image inspect "$1" >/dev/null 2>&1; then
    docker save --output "$2" "$1"
  else
    return 1
  fi
}

image_name() { set -- "${1#dizhtime/}"; echo "${1%%:*}"; }

# The archive that Jib makes of the image $1.
built() {
  name=$(image_name "$1")
  case $name in
    portal-*) echo "$root/portals/${name#portal-}/target/jib-image.tar" ;;
    *) echo "$root/verticles/$name/target/jib-image.tar" ;;
  esac
}

# Builds the images $@. Docker's format, for what kind does with the names in OCI's is to lose them.
build_images() {
  modules=
  for image; do modules=$modules,:dizhtime-$(image_name "$image"); done
  mvn=$root/mvnw
  ! command -v mvn >/dev/null 2>&1 || mvn=mvn
  step "building with Jib:$(for image; do printf ' %s' "$(image_name "$image")"; done)"
  mkdir -p "$image_folder"
  watched "$image_folder/build.log" 25 "the images could not be built" \
    "$mvn" -B -q -f "$root/pom.xml" -Dmaven.test.skip=true -Dsbom.skip=true -pl "${modules#,}" -am package jib:buildTar \
    -Djib.container.format=Docker -Dimage.repository=dizhtime "-Dimage.tag=${1##*:}"
}

# Puts the archive $1 of the image $2 onto every node.
put_on_nodes() {
  kind load image-archive "$1" --name dizhtime || fail "kind could not put $2 onto the nodes; its own lines above say why."
  done_images=$((done_images + 1))
  step "$2 is on the nodes ($done_images of $all_images)"
}

# Puts the images $@ there, built anew.
put_built_images() {
  [ $# -gt 0 ] || return 0
  build_images "$@"
  for image; do put_on_nodes "$(built "$image")" "$image"; done
}

# Puts the images $@ there; nothing is built that is there already.
put_images() {
  done_images=0
  all_images=$#
  archive=$image_folder/image.tar
  mkdir -p "$image_folder"
  to_build=
  for image; do
    if saved "$image" "$archive"; then
      put_on_nodes "$archive" "$image"
    else
      to_build="$to_build $image"
    fi
  done
  rm -f "$archive"
  # shellcheck disable=SC2086 # They are many.
  put_built_images $to_build
}
