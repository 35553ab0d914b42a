#!/bin/sh
# ./dizhtime k8s: the platform on Kubernetes, step by step, each step safe to repeat. It uses the
# cluster that kubectl points to; for the overlay "local" it makes one with kind.
set -u

root=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
namespace=dizhtime
least_minor=30

# The operators, pinned. A newer one is a change to be tried, not a surprise.
strimzi_version=1.2.0
cnpg_version=1.27.1
mongodb_version=0.13.0
eck_version=3.5.0
# For the overlays that use them.
cert_manager_version=1.18.2
keda_version=2.17.2
barman_version=0.15.0
external_secrets_version=1.3.2

say() { printf 'dizhtime k8s: %s\n' "$1" >&2; }
fail() { say "$1"; exit 1; }

help() {
  cat <<'HELP'
Usage: dizhtime k8s up [--operators-only] [local|staging|production]
       dizhtime k8s images [NAME...]
       dizhtime k8s status [--json]
       dizhtime k8s down

up      Brings the platform up on Kubernetes: cluster and images (only for local, with kind), operators at
        pinned versions, Secrets (only for local; those that are there are kept), the servers of sight, the
        overlay, and at last a request to the gateway. Safe to repeat.
        With --operators-only it ends after the operators, and for local the Secrets: for skaffold, and for
        what a vault needs before the overlay can be applied.
images  Builds the images anew, all or those named, and puts them onto the nodes of the kind cluster.
status  Says what runs and what is not ready, the servers of sight included; with --json as
        {"ready": false, "pods": 12, "waiting": ["order-1", "observability/loki-0"]}.
down    Deletes the kind cluster "dizhtime", with all data. It touches no other cluster.

Needs kubectl 1.30 or newer, git, and curl; for local also kind, openssl, and Docker or Podman. For the other
overlays the images must be in a registry that the cluster reaches: see deploy/images/README.md.

Exit codes:
  0   Done.
  1   Not done; the last line says why and what to do.
  2   Not asked for in a way that is understood.
HELP
}

began=$(date +%s)
step() { printf '[%4d s] %s\n' $(($(date +%s) - began)) "$1" >&2; }

for part in watched k8s/rendered k8s/operators k8s/images k8s/ready; do
  . "$root/deploy/$part.sh"
done

need() {
  command -v "$1" >/dev/null 2>&1 || fail "$1 is not installed: $2"
}

k() { kubectl -n "$namespace" "$@"; }

need_kubectl() { need kubectl "https://kubernetes.io/docs/tasks/tools"; }

need_kind() { need kind "https://kind.sigs.k8s.io (go install sigs.k8s.io/kind@v0.30.0)"; }

need_tools() {
  need_kubectl
  need curl "it fetches the operators, and makes the first request"
  need git "kubectl fetches the rights of MongoDB's operator with it"
  if [ "$1" = local ]; then
    need_kind
    need openssl "it makes the passwords"
    command -v docker >/dev/null 2>&1 || command -v podman >/dev/null 2>&1 ||
      fail "kind needs Docker or Podman, and neither is installed."
  fi
  client=$(kubectl version --client 2>/dev/null | sed -n 's/^Client Version: v//p')
  new_enough "$client" ||
    fail "kubectl is ${client:-too old to say how old}; 1.$least_minor or newer is needed: https://kubernetes.io/docs/tasks/tools"
}

# Whether a version is the least one or newer, e.g. 1.33.1.
new_enough() {
  major=$(echo "$1" | cut -d. -f1 | tr -dc 0-9)
  minor=$(echo "$1" | cut -d. -f2 | tr -dc 0-9)
  [ "${major:-0}" -gt 1 ] || { [ "${major:-0}" -eq 1 ] && [ "${minor:-0}" -ge $least_minor ]; }
}

make_cluster() {
  if kind get clusters 2>/dev/null | grep -qx dizhtime; then
    step "the kind cluster is there"
  else
    step "making a kind cluster of three nodes"
    kind create cluster --config "$root/deploy/kind.yaml" --wait 120s ||
      fail "kind could not make the cluster; its own lines above say why."
  fi
  kubectl config use-context kind-dizhtime >/dev/null || fail "kubectl does not know the kind cluster."
}

check_cluster() {
  version=$(kubectl version 2>/dev/null | sed -n 's/^Server Version: v//p')
  [ -n "$version" ] ||
    fail "no cluster answers; kubectl points to '$(kubectl config current-context 2>/dev/null)'. Choose one with kubectl config use-context."
  new_enough "$version" ||
    fail "the cluster is Kubernetes $version; the pre-stop sleep needs 1.$least_minor or newer."
  kubectl get storageclass -o jsonpath='{range .items[*]}{.metadata.annotations.storageclass\.kubernetes\.io/is-default-class}{"\n"}{end}' |
    grep -qx true ||
    fail "the cluster has no default storage class, and the databases need volumes: mark one with the annotation storageclass.kubernetes.io/is-default-class=true."
  step "Kubernetes $version, with a default storage class"
}

# Who scales pods by CPU asks for it here, and says nothing but "unknown" when nobody answers.
check_metrics() {
  has HorizontalPodAutoscaler || return 0
  kubectl get apiservice v1beta1.metrics.k8s.io >/dev/null 2>&1 ||
    fail "the cluster has no metrics server, and the overlay $1 scales pods by CPU: install it (https://github.com/kubernetes-sigs/metrics-server), and run this again."
}

# Applies; $1 is what is said when it is refused, then kubectl's own options. What somebody set by hand, or a
# rollout took back, is set as it is written again: it would be a conflict. An operator that has just started
# cannot be asked for a moment, and what it defines is not known at once: these wait.
apply() {
  refused=$1
  shift
  for attempt in 1 2 3 4 5 6; do
    said=$(kubectl apply --server-side --force-conflicts "$@" 2>&1 >/dev/null) && return
    case $said in
      *"failed calling webhook"* | *"no matches for kind"*) ;;
      *) break ;;
    esac
    [ "$attempt" = 6 ] || { step "an operator does not answer yet; trying again"; sleep 10; }
  done
  printf '%s\n' "$said" >&2
  fail "$refused"
}

make_namespace() {
  kubectl create namespace "$1" --dry-run=client -o yaml | kubectl apply --server-side --force-conflicts -f - >/dev/null ||
    fail "the namespace $1 could not be made."
}

# $1 its name, then kubectl's own options; one that is there is kept.
secret() {
  name=$1
  shift
  k get secret "$name" >/dev/null 2>&1 || k create secret generic "$name" "$@" >/dev/null ||
    fail "the Secret $name could not be made."
}

random() { openssl rand "$@"; }

make_secrets() {
  secret auth --from-literal=key-encryption-key="$(random -base64 32)" \
    --from-literal=admin-email=admin@dizhtime.local --from-literal=admin-password="$(random -hex 16)"
  secret order --from-literal=quote-key="$(random -base64 32)"
  secret wallet --from-literal=payment-api-key="$(random -hex 32)" \
    --from-literal=payment-webhook-secrets="$(random -hex 32)"
  for portal in customer restaurant driver admin; do
    secret "portal-$portal" --from-literal=session-key="$(random -base64 32)"
  done
  secret mongodb-restaurant-password --from-literal=password="$(random -hex 24)"
  step "the Secrets are there"
}

# Those of the servers of sight, in a namespace of their own. Alerts go to Mailpit, as all local mail.
make_sights_secrets() (
  namespace=observability
  secret grafana --from-literal=admin-password="$(random -hex 16)"
  secret alertmanager --from-literal=smtp-host=mailpit.dizhtime:1025 --from-literal=smtp-tls=false \
    --from-literal=from=alerts@dizhtime.local --from-literal=page-to=pages@dizhtime.local \
    --from-literal=ticket-to=tickets@dizhtime.local
)

apply_sight() {
  step "applying observability"
  apply "the servers of sight were refused; the lines above say which object and why." -k "$sight_folder"
}

apply_overlay() {
  step "applying kustomize/overlays/$1"
  apply "the overlay was refused; the lines above say which object and why." -k "$root/kustomize/overlays/$1"
}

up() {
  only_operators=
  if [ "${1:-}" = --operators-only ]; then
    only_operators=yes
    shift
  fi
  overlay=${1:-local}
  [ -f "$root/kustomize/overlays/$overlay/kustomization.yaml" ] || {
    say "there is no overlay '$overlay'; there are: $(cd "$root/kustomize/overlays" && echo *)."
    exit 2
  }
  need_tools "$overlay"
  if [ "$overlay" = local ]; then make_cluster; fi
  check_cluster
  render "$overlay"
  check_metrics "$overlay"
  if [ -z "$only_operators" ]; then
    # shellcheck disable=SC2046 # They are many.
    if [ "$overlay" = local ]; then put_images $(missing_images); else check_names "$overlay"; fi
  fi
  install_operators
  make_namespace observability
  if [ "$overlay" = local ]; then
    make_secrets
    make_sights_secrets || exit 1
  fi
  if [ -n "$only_operators" ]; then
    step "the operators are ready; what they work on is not applied"
    return
  fi
  bring_up "$overlay"
}

# What follows once all that it stands on is there.
bring_up() {
  check_store
  check_secrets observability "$sight"
  check_secrets $namespace "$rendered"
  apply_sight
  apply_overlay "$1"
  say_address
  wait_for_vault observability "$sight"
  wait_for_vault $namespace "$rendered"
  wait_for_platform
  wait_for_sight
  wait_for_certificate
  first_request "$1"
}

# Image names without "dizhtime/" and tag; all when none is said.
images() {
  need_kubectl
  need_kind
  kind get clusters 2>/dev/null | grep -x dizhtime >/dev/null || fail "there is no kind cluster dizhtime: ./dizhtime k8s up"
  render local
  chosen=
  for image in $(wanted_images); do
    name=$(image_name "$image")
    [ $# -gt 0 ] || chosen="$chosen $image"
    for asked; do
      [ "$asked" != "$name" ] || chosen="$chosen $image"
    done
  done
  for asked; do
    case "$chosen " in
      *" dizhtime/$asked:"*) ;;
      *) say "there is no image $asked; there are: $(for image in $(wanted_images); do image_name "$image"; done | tr '\n' ' ')"; exit 2 ;;
    esac
  done
  # shellcheck disable=SC2086 # They are many.
  set -- $chosen
  done_images=0
  all_images=$#
  put_built_images "$@"
  say "running pods have the old ones: kubectl -n $namespace rollout restart deployment/NAME"
}

# The pods of the platform, and of the servers of sight where there are some: these with their namespace before
# their names.
status() {
  need_kubectl
  kubectl version >/dev/null 2>&1 || fail "no cluster answers."
  platform=$(k get pods --no-headers) || fail "the pods cannot be seen."
  sights=$(kubectl get namespace observability --ignore-not-found -o name) || fail "the namespaces cannot be seen."
  pods=$platform
  if [ -n "$sights" ]; then
    watchers=$(kubectl -n observability get pods --no-headers) ||
      fail "the pods of the namespace observability cannot be seen."
    pods=$(printf '%s\n' "$platform"; printf '%s' "$watchers" | sed 's#^#observability/#')
  fi
  count=$(printf '%s' "$pods" | grep -c .)
  waiting=$(echo "$pods" | awk 'NF && $3 != "Completed" { split($2, n, "/"); if (n[1] != n[2]) print $1 }')
  ready=true
  [ -n "$platform" ] && [ -z "$waiting" ] || ready=false
  if [ "$1" = --json ]; then
    names=$(echo "$waiting" | sed -n 's/..*/"&"/p' | tr '\n' ',')
    printf '{"ready":%s,"pods":%s,"waiting":[%s]}\n' $ready "$count" "${names%,}"
  else
    k get pods -o wide
    [ -z "$sights" ] || kubectl -n observability get pods -o wide
  fi
  [ -n "$platform" ] || fail "nothing runs in the namespace $namespace: ./dizhtime k8s up"
  [ $ready = true ] || fail "not ready: $(echo "$waiting" | tr '\n' ' ')"
  say "all that runs is ready."
}

down() {
  need_kind
  kind get clusters 2>/dev/null | grep -qx dizhtime || { say "there is no kind cluster dizhtime."; exit 0; }
  kind delete cluster --name dizhtime || fail "kind could not delete the cluster."
}

command=${1:-help}
[ $# -eq 0 ] || shift
misunderstood() { say "$1"; help >&2; exit 2; }

case ${1:-} in
  -h | --help) help; exit 0 ;;
esac

case $command in
  up)
    operators=0
    [ "${1:-}" != --operators-only ] || operators=1
    [ $(($# - operators)) -le 1 ] || misunderstood "up takes --operators-only and one overlay, not: $*"
    ;;
  status) [ "$*" = "" ] || [ "$*" = --json ] || misunderstood "status takes --json, not: $*" ;;
  down) [ $# -eq 0 ] || misunderstood "down takes nothing, not: $*" ;;
esac

case $command in
  up) up "$@" ;;
  images) images "$@" ;;
  status) status "${1:-}" ;;
  down) down ;;
  help | -h | --help) help ;;
  *) misunderstood "unknown command $command" ;;
esac
