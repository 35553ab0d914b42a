# The operators, those that have something to do in what was rendered; sourced by ../k8s.sh, which pins them.

# Applies what a release published; $1 names the operator.
published() {
  apply "$1 could not be installed from $2" -f "$2"
}

# Waits for an operator; $1 its namespace, $2 its workload as kind/name.
wait_for_operator() {
  kubectl -n "$1" rollout status "$2" --timeout=300s >/dev/null ||
    fail "the operator ${2#*/} is not ready after five minutes: kubectl -n $1 describe $2"
  step "${2#*/} is ready"
}

install_strimzi() {
  curl -fsSL "https://github.com/strimzi/strimzi-kafka-operator/releases/download/$strimzi_version/strimzi-cluster-operator-$strimzi_version.yaml" |
    sed "s/namespace: .*/namespace: $namespace/" |
    kubectl -n $namespace apply --server-side --force-conflicts -f - >/dev/null || fail "Strimzi $strimzi_version could not be installed."
}

install_mongodb() {
  mongodb=https://raw.githubusercontent.com/mongodb/mongodb-kubernetes-operator/v$mongodb_version/config
  published "MongoDB Community" "$mongodb/crd/bases/mongodbcommunity.mongodb.com_mongodbcommunity.yaml"
  kubectl -n $namespace apply --server-side --force-conflicts -k "github.com/mongodb/mongodb-kubernetes-operator/config/rbac?ref=v$mongodb_version" >/dev/null &&
    kubectl -n $namespace apply --server-side --force-conflicts -f "$mongodb/manager/manager.yaml" >/dev/null ||
    fail "MongoDB Community $mongodb_version could not be installed."
}

# Who asks for certificates, or for an admission, comes after who gives them; else all start side by side.
install_operators() {
  make_namespace $namespace
  step "installing the operators"
  if has 'Kafka[A-Za-z]*'; then install_strimzi; fi
  if has Cluster; then
    published CloudNativePG "https://github.com/cloudnative-pg/cloudnative-pg/releases/download/v$cnpg_version/cnpg-$cnpg_version.yaml"
  fi
  if has MongoDBCommunity; then install_mongodb; fi
  if has Elasticsearch; then
    published ECK "https://download.elastic.co/downloads/eck/$eck_version/crds.yaml"
    published ECK "https://download.elastic.co/downloads/eck/$eck_version/operator.yaml"
  fi
  # The Barman plugin has its own certificates made too.
  if has Certificate || has ObjectStore; then
    published cert-manager "https://github.com/cert-manager/cert-manager/releases/download/v$cert_manager_version/cert-manager.yaml"
    wait_for_operator cert-manager deployment/cert-manager-webhook
  fi
  if has ScaledObject; then
    published KEDA "https://github.com/kedacore/keda/releases/download/v$keda_version/keda-$keda_version.yaml"
    wait_for_operator keda deployment/keda-operator
  fi
  if has ExternalSecret; then
    published "External Secrets" "https://github.com/external-secrets/external-secrets/releases/download/v$external_secrets_version/external-secrets.yaml"
    wait_for_operator default deployment/external-secrets-webhook
  fi
  if has 'Kafka[A-Za-z]*'; then wait_for_operator $namespace deployment/strimzi-cluster-operator; fi
  if has Cluster; then wait_for_operator cnpg-system deployment/cnpg-controller-manager; fi
  if has ObjectStore; then
    published "the Barman Cloud plugin" "https://github.com/cloudnative-pg/plugin-barman-cloud/releases/download/v$barman_version/manifest.yaml"
    wait_for_operator cnpg-system deployment/barman-cloud
  fi
  if has MongoDBCommunity; then wait_for_operator $namespace deployment/mongodb-kubernetes-operator; fi
  if has Elasticsearch; then wait_for_operator elastic-system statefulset/elastic-operator; fi
}
