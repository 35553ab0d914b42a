# Waiting for what was applied, and a first request; sourced by ../k8s.sh.

# Where the world finds the gateway; nothing until the cluster has given it an address.
address() {
  k get service gateway-public -o jsonpath='{.status.loadBalancer.ingress[0].ip}{.status.loadBalancer.ingress[0].hostname}'
}

# What links begin with, and the name in it, which the certificate is for.
public_url() { printf '%s\n' "$rendered" | sed -n 's#^ *DIZHTIME_PUBLIC_URL: ##p'; }

public_name() {
  url=$(public_url)
  url=${url#*://}
  echo "${url%%[:/]*}"
}

# Says it early: while the data servers start there is time to point a name there, for which the authority asks.
say_address() {
  holds Service/gateway-public || return 0
  for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
    found=$(address)
    if [ -n "$found" ]; then
      step "the way in is $found: let the name $(public_name) lead there now, if it does not yet"
      return
    fi
    [ "$attempt" = 12 ] || sleep 10
  done
  step "gateway-public has no address: does this cluster give Services of the type LoadBalancer one? Going on"
}

wait_for_platform() {
  step "waiting for the data servers (a few minutes the first time)"
  ! has Kafka || k wait kafka/dizhtime --for=condition=Ready --timeout=600s >/dev/null ||
    fail "Kafka is not ready: kubectl -n $namespace describe kafka dizhtime"
  ! has Cluster || k wait clusters.postgresql.cnpg.io --all --for=condition=Ready --timeout=600s >/dev/null ||
    fail "PostgreSQL is not ready: kubectl -n $namespace get clusters.postgresql.cnpg.io"
  ! has MongoDBCommunity || k wait mongodbcommunity/mongodb --for=jsonpath='{.status.phase}'=Running --timeout=600s >/dev/null ||
    fail "MongoDB is not ready: kubectl -n $namespace describe mongodbcommunity mongodb"
  ! has Elasticsearch || k wait elasticsearch/elasticsearch --for=jsonpath='{.status.phase}'=Ready --timeout=600s >/dev/null ||
    fail "Elasticsearch is not ready: kubectl -n $namespace describe elasticsearch elasticsearch"
  wait_for_rollouts $namespace "$rendered"
  step "all services are ready"
}

# Waits for all that lasts; $1 the namespace, $2 what was put there.
wait_for_rollouts() {
  for workload in $(of_kind "$2" 'Deployment\|StatefulSet\|DaemonSet'); do
    rolled_out "$1" "$workload" ||
      fail "$workload is not ready: kubectl -n $1 describe $workload; for images that are not there see deploy/images/README.md."
  done
}

# Waits five minutes for a workload. What waited longer for its Secret, while a data server started, has exceeded
# its deadline, and kubectl fails at once although it goes on: it is asked again.
rolled_out() {
  waited=0
  while [ $waited -lt 300 ]; do
    asked=$(date +%s)
    said=$(kubectl -n "$1" rollout status "$2" --timeout=$((300 - waited))s 2>&1 >/dev/null) && return
    sleep 5
    waited=$((waited + 5 + $(date +%s) - asked))
  done
  printf '%s\n' "$said" >&2
  return 1
}

wait_for_sight() {
  wait_for_rollouts observability "$sight"
  step "the servers of sight are ready"
}

wait_for_certificate() {
  holds Certificate/gateway || return 0
  step "waiting for the certificate"
  k wait certificate/gateway --for=condition=Ready --timeout=600s >/dev/null ||
    fail "there is no certificate: does $(public_name) lead to '$(address)', on port 80 too? kubectl -n $namespace describe certificate,challenge"
}

# The gateway's own page, which is there when its routes are.
answers() {
  curl -fsS --retry 10 --retry-connrefused --max-time 10 -o /dev/null "$1/api/openapi.json" ||
    fail "all is ready, but the gateway does not answer at $1: kubectl -n $namespace logs deployment/gateway"
  step "the gateway answers at $1"
}

# On kind as people come in; elsewhere through kubectl, for a name may lead there only later.
first_request() {
  if [ "$1" = local ]; then
    answers http://127.0.0.1:8080
    return
  fi
  said=$(mktemp) || fail "no file can be made for what kubectl says."
  k port-forward service/gateway :8080 >"$said" 2>&1 &
  forward=$!
  trap 'kill $forward 2>/dev/null; rm -f "$said"' EXIT
  # A shell that a signal ends forgets what it was to do at its exit.
  trap 'exit 130' INT TERM
  port=
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    port=$(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\) .*/\1/p' "$said")
    [ -z "$port" ] || break
    sleep 1
  done
  [ -n "$port" ] || fail "kubectl could not forward a port to the gateway: $(cat "$said")"
  answers "http://127.0.0.1:$port"
  step "next: $(public_url), and the first log-in (docs/operations.md)"
}
