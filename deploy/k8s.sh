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
Usage: dizhtime k8s up [local|staging|production]
       dizhtime k8s status [--json]
       dizhtime k8s down

up      Brings the platform up on Kubernetes: cluster (only for local, with kind), operators at
        pinned versions, Secrets (only for local; those that are there are kept), the overlay,
        and at last a request to the gateway. Safe to repeat.
status  Says what runs and what is not ready; with --json as {"ready": false, "pods": 12, "waiting": [...]}.
down    Deletes the kind cluster "dizhtime", with all data. It touches no other cluster.

Needs kubectl 1.30 or newer; for local also kind, openssl, and Docker or Podman. The images must be
in the cluster or in a registry that it reaches: see deploy/images/README.md.

Exit codes:
  0   Done.
  1   Not done; the last line says why and what to do.
  2   Not asked for in a way that is understood.
HELP
}

began=$(date +%s)
step() { printf '[%4d s] %s\n' $(($(date +%s) - began)) "$1" >&2; }

need() {
  command -v "$1" >/dev/null 2>&1 || fail "$1 is not installed: $2"
}

k() { kubectl -n "$namespace" "$@"; }

need_tools() {
  need kubectl "https://kubernetes.io/docs/tasks/tools"
  if [ "$1" = local ]; then
    need kind "https://kind.sigs.k8s.io (go install sigs.k8s.io/kind@v0.30.0)"
    need openssl "it makes the passwords"
    need curl "it makes the first request"
    command -v docker >/dev/null 2>&1 || command -v podman >/dev/null 2>&1 ||
      fail "kind needs Docker or Podman, and neither is installed."
  fi
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
  minor=$(echo "$version" | cut -d. -f2 | tr -dc 0-9)
  [ "$(echo "$version" | cut -d. -f1)" -gt 1 ] || [ "$minor" -ge $least_minor ] ||
    fail "the cluster is Kubernetes $version; the pre-stop sleep needs 1.$least_minor or newer."
  kubectl get storageclass -o jsonpath='{range .items[*]}{.metadata.annotations.storageclass\.kubernetes\.io/is-default-class}{"\n"}{end}' |
    grep -qx true ||
    fail "the cluster has no default storage class, and the databases need volumes: mark one with the annotation storageclass.kubernetes.io/is-default-class=true."
  step "Kubernetes $version, with a default storage class"
}

# Applies; $1 is what is said when it is refused, then kubectl's own options. An operator that has
# just started cannot be asked for a moment, and what it defines is not known at once: these wait.
apply() {
  refused=$1
  shift
  for attempt in 1 2 3 4 5 6; do
    said=$(kubectl apply --server-side "$@" 2>&1 >/dev/null) && return
    case $said in
      *"failed calling webhook"* | *"no matches for kind"*) ;;
      *) break ;;
    esac
    [ "$attempt" = 6 ] || { step "an operator does not answer yet; trying again"; sleep 10; }
  done
  printf '%s\n' "$said" >&2
  fail "$refused"
}

# Applies what a release published; $1 names the operator.
published() {
  apply "$1 could not be installed from $2" --force-conflicts -f "$2"
}

make_namespace() {
  kubectl create namespace "$1" --dry-run=client -o yaml | kubectl apply --server-side -f - >/dev/null ||
    fail "the namespace $1 could not be made."
}

# Waits for a Deployment; $1 its namespace, $2 its name.
wait_for_operator() {
  kubectl -n "$1" rollout status "deployment/$2" --timeout=300s >/dev/null ||
    fail "the operator $2 is not ready after five minutes: kubectl -n $1 describe deployment $2"
  step "$2 is ready"
}

# Whether overlay $1 has the component $2.
uses() {
  grep -q "components/$2\$" "$root/kustomize/overlays/$1/kustomization.yaml"
}

install_operators() {
  make_namespace $namespace
  step "installing the operators"
  need curl "it fetches the operators"
  curl -fsSL "https://github.com/strimzi/strimzi-kafka-operator/releases/download/$strimzi_version/strimzi-cluster-operator-$strimzi_version.yaml" |
    sed "s/namespace: .*/namespace: $namespace/" |
    kubectl -n $namespace apply --server-side --force-conflicts -f - >/dev/null || fail "Strimzi $strimzi_version could not be installed."
  published CloudNativePG "https://github.com/cloudnative-pg/cloudnative-pg/releases/download/v$cnpg_version/cnpg-$cnpg_version.yaml"
  mongodb=https://raw.githubusercontent.com/mongodb/mongodb-kubernetes-operator/v$mongodb_version/config
  published "MongoDB Community" "$mongodb/crd/bases/mongodbcommunity.mongodb.com_mongodbcommunity.yaml"
  kubectl -n $namespace apply --server-side --force-conflicts -k "github.com/mongodb/mongodb-kubernetes-operator/config/rbac?ref=v$mongodb_version" >/dev/null &&
    kubectl -n $namespace apply --server-side --force-conflicts -f "$mongodb/manager/manager.yaml" >/dev/null ||
    fail "MongoDB Community $mongodb_version could not be installed."
  published ECK "https://download.elastic.co/downloads/eck/$eck_version/crds.yaml"
  published ECK "https://download.elastic.co/downloads/eck/$eck_version/operator.yaml"
  if uses "$1" tls || uses "$1" backups; then
    published cert-manager "https://github.com/cert-manager/cert-manager/releases/download/v$cert_manager_version/cert-manager.yaml"
    wait_for_operator cert-manager cert-manager-webhook
  fi
  if uses "$1" autoscaling; then
    published KEDA "https://github.com/kedacore/keda/releases/download/v$keda_version/keda-$keda_version.yaml"
    wait_for_operator keda keda-operator
  fi
  wait_for_operator $namespace strimzi-cluster-operator
  wait_for_operator cnpg-system cnpg-controller-manager
  if uses "$1" backups; then
    published "the Barman Cloud plugin" "https://github.com/cloudnative-pg/plugin-barman-cloud/releases/download/v$barman_version/manifest.yaml"
    wait_for_operator cnpg-system barman-cloud
  fi
  if uses "$1" external-secrets; then
    published "External Secrets" "https://github.com/external-secrets/external-secrets/releases/download/v$external_secrets_version/external-secrets.yaml"
    wait_for_operator default external-secrets-webhook
  fi
  wait_for_operator $namespace mongodb-kubernetes-operator
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

# The servers of sight have a namespace and one Secret of their own.
apply_sight() {
  step "applying observability"
  make_namespace observability
  if [ "$1" = local ]; then
    (namespace=observability && secret grafana --from-literal=admin-password="$(random -hex 16)") || exit 1
  fi
  apply "the servers of sight were refused; the lines above say which object and why." -k "$root/observability"
}

apply_overlay() {
  step "applying kustomize/overlays/$1"
  apply "the overlay was refused; the lines above say which object and why." -k "$root/kustomize/overlays/$1"
}

wait_for_platform() {
  step "waiting for the data servers (a few minutes the first time)"
  k wait kafka/dizhtime --for=condition=Ready --timeout=600s >/dev/null ||
    fail "Kafka is not ready: kubectl -n $namespace describe kafka dizhtime"
  k wait clusters.postgresql.cnpg.io --all --for=condition=Ready --timeout=600s >/dev/null ||
    fail "PostgreSQL is not ready: kubectl -n $namespace get clusters.postgresql.cnpg.io"
  k wait mongodbcommunity/mongodb --for=jsonpath='{.status.phase}'=Running --timeout=600s >/dev/null ||
    fail "MongoDB is not ready: kubectl -n $namespace describe mongodbcommunity mongodb"
  k wait elasticsearch/elasticsearch --for=jsonpath='{.status.phase}'=Ready --timeout=600s >/dev/null ||
    fail "Elasticsearch is not ready: kubectl -n $namespace describe elasticsearch elasticsearch"
  for deployment in $(k get deployments -l 'app.kubernetes.io/component in (service,portal)' -o name); do
    k rollout status "$deployment" --timeout=300s >/dev/null ||
      fail "$deployment is not ready: kubectl -n $namespace describe $deployment; with ImagePullBackOff see deploy/images/README.md."
  done
  step "all services are ready"
}

first_request() {
  curl -fsS --retry 10 --retry-connrefused --max-time 10 -o /dev/null http://127.0.0.1:8080/api/openapi.json ||
    fail "all is ready, but the gateway does not answer at http://127.0.0.1:8080: kubectl -n $namespace logs deployment/gateway"
  step "the gateway answers at http://127.0.0.1:8080"
}

up() {
  overlay=${1:-local}
  [ -f "$root/kustomize/overlays/$overlay/kustomization.yaml" ] || {
    say "there is no overlay '$overlay'; there are: $(cd "$root/kustomize/overlays" && echo *)."
    exit 2
  }
  need_tools "$overlay"
  [ "$overlay" != local ] || make_cluster
  check_cluster
  install_operators "$overlay"
  [ "$overlay" != local ] || make_secrets
  apply_sight "$overlay"
  apply_overlay "$overlay"
  wait_for_platform
  [ "$overlay" != local ] || first_request
}

status() {
  need_tools any
  kubectl version >/dev/null 2>&1 || fail "no cluster answers."
  pods=$(k get pods --no-headers) || fail "the pods cannot be seen."
  count=$(printf '%s' "$pods" | grep -c .)
  waiting=$(echo "$pods" | awk 'NF && $3 != "Completed" { split($2, n, "/"); if (n[1] != n[2]) print $1 }')
  ready=true
  [ "$count" -gt 0 ] && [ -z "$waiting" ] || ready=false
  if [ "$1" = --json ]; then
    names=$(echo "$waiting" | sed -n 's/..*/"&"/p' | tr '\n' ',')
    printf '{"ready":%s,"pods":%s,"waiting":[%s]}\n' $ready "$count" "${names%,}"
  else
    k get pods -o wide
  fi
  [ "$count" -gt 0 ] || fail "nothing runs in the namespace $namespace: ./dizhtime k8s up"
  [ $ready = true ] || fail "not ready: $(echo "$waiting" | tr '\n' ' ')"
  say "all that runs is ready."
}

down() {
  need kind "https://kind.sigs.k8s.io"
  kind get clusters 2>/dev/null | grep -qx dizhtime || { say "there is no kind cluster dizhtime."; exit 0; }
  kind delete cluster --name dizhtime || fail "kind could not delete the cluster."
}

command=${1:-help}
[ $# -eq 0 ] || shift
misunderstood() { say "$1"; help >&2; exit 2; }

case $command in
  up) [ $# -le 1 ] || misunderstood "up takes one overlay, not: $*" ;;
  status) [ "$*" = "" ] || [ "$*" = --json ] || misunderstood "status takes --json, not: $*" ;;
  down) [ $# -eq 0 ] || misunderstood "down takes nothing, not: $*" ;;
esac

case $command in
  up) up "$@" ;;
  status) status "${1:-}" ;;
  down) down ;;
  help | -h | --help) help ;;
  *) misunderstood "unknown command $command" ;;
esac
