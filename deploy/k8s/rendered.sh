# What an overlay holds, read from what it renders to; sourced by ../k8s.sh. Nothing is installed, waited
# for or asked for because of an overlay's name, but because an object of its kind is there.

# The platform's objects, those of the servers of sight, and "Kind/name" of both.
rendered=
sight=
objects=

# Reads overlay $1. One without servers of sight of its own has those of observability/.
render() {
  sight_folder=$root/kustomize/overlays/$1/observability
  [ -d "$sight_folder" ] || sight_folder=$root/observability
  rendered=$(kubectl kustomize "$root/kustomize/overlays/$1") && sight=$(kubectl kustomize "$sight_folder") ||
    fail "the overlay $1 does not render; the lines above say why."
  objects=$(printf '%s\n---\n%s\n' "$rendered" "$sight" | named)
}

# The objects of standard input, as "Kind/name".
named() {
  awk '/^[a-zA-Z]/ { section = $1 }
    /^kind: / { kind = $2 }
    section == "metadata:" && /^  name: / { print kind "/" $2 }'
}

# Whether an object is there; $1 is its kind and name, as a pattern of grep.
holds() { printf '%s\n' "$objects" | grep -x "$1" >/dev/null; }

has() { holds "$1/.*"; }

# The names of the objects of the kinds $2 (a pattern of sed) in the text $1, as kubectl takes them.
of_kind() {
  printf '%s\n' "$1" | named | sed -n "s#^\($2\)/#\1/#p" | tr '[:upper:]' '[:lower:]'
}

# The Secrets that pods and operators cannot do without in the text $1.
secrets_read() {
  printf '%s\n' "$1" | awk '
    /optional: true$/ { if (held == "") skipped = 1; held = ""; next }
    held != "" { print held; held = "" }
    /(secretKeyRef|secret|passwordSecretRef|accessKeyId|secretAccessKey):$/ { inside = 1; skipped = 0 }
    (inside && /^ *name: /) || /[ -]secretName: / { if (!skipped) held = $NF; inside = 0 }
    END { print held }' | awk 'NF && !seen[$0]++'
}

# Whether an operator makes the Secret $1 from what the overlay holds.
made_for_us() {
  case $1 in
    postgres-*-app) made_from="Cluster/${1%-app}" ;;
    mongodb-restaurant-uri) made_from='MongoDBCommunity/.*' ;;
    elasticsearch-es-*) made_from='Elasticsearch/.*' ;;
    dizhtime-cluster-ca-cert) made_from='Kafka/.*' ;;
    kafka-*) made_from="KafkaUser/$1" ;;
    gateway-tls) made_from='Certificate/gateway' ;;
    *) made_from= ;;
  esac
  holds "ExternalSecret/$1" || { [ -n "$made_from" ] && holds "$made_from"; }
}

# Refuses overlay $1 while it has what its owner was to replace: it would pull images that strangers made, and
# write links to a name that is nobody's.
check_names() {
  case $rendered in
    *"image: dizhtime/"*)
      fail "kustomize/overlays/$1 would pull dizhtime/auth and the others from Docker Hub, where that name is not ours: name your registry (docs/operations.md, Images)." ;;
  esac
  case $rendered$sight in
    *dizhtime.example*)
      fail "kustomize/overlays/$1 still has dizhtime.example, which is nobody's: set your own names (docs/operations.md, Names)." ;;
  esac
}

# Refuses to begin without the Secrets that nobody will make; $1 the namespace, $2 what is put there.
check_secrets() {
  missing=
  for name in $(secrets_read "$2"); do
    made_for_us "$name" || kubectl -n "$1" get secret "$name" >/dev/null 2>&1 || missing="$missing $name"
  done
  [ -z "$missing" ] ||
    fail "the namespace $1 lacks the Secrets$missing: make them as kustomize/README.md says (Secrets), and run this again."
}

# The vault, where Secrets come from one: whether somebody has said where it is.
check_store() {
  has ExternalSecret || return 0
  kubectl get clustersecretstore dizhtime >/dev/null 2>&1 ||
    fail "there is no ClusterSecretStore dizhtime, which says where your vault is: make it (docs/operations.md, Secrets), and run this again."
  kubectl wait clustersecretstore/dizhtime --for=condition=Ready --timeout=60s >/dev/null ||
    fail "the vault cannot be asked: kubectl describe clustersecretstore dizhtime"
}

# Waits until the vault has given what it was asked for; $1 the namespace, $2 what was put there.
wait_for_vault() {
  asked=$(of_kind "$2" ExternalSecret)
  [ -n "$asked" ] || return 0
  # shellcheck disable=SC2086 # They are many.
  kubectl -n "$1" wait $asked --for=condition=Ready --timeout=120s >/dev/null ||
    fail "the vault does not give what kustomize/README.md lists (Secrets): kubectl -n $1 get externalsecrets"
  step "the vault gave the Secrets of $1"
}
