# Sourced by scripts that have say and fail.

# Runs a long command with its output in the file $1, and says every ten seconds (on a terminal: every second) how
# long it has been at it; when it fails, ends with the last $2 lines of the file and the words $3.
watched() {
  log=$1
  lines=$2
  failure=$3
  shift 3
  "$@" >"$log" 2>&1 &
  watched_process=$!
  trap 'kill "$watched_process" 2>/dev/null; exit 130' INT TERM
  watched_since=$(date +%s)
  last=0
  while kill -0 "$watched_process" 2>/dev/null; do
    sleep 1
    elapsed=$(($(date +%s) - watched_since))
    if [ -t 2 ]; then
      printf '\r[%4d s] building (log: %s)' "$elapsed" "$log" >&2
    elif [ $((elapsed - last)) -ge 10 ]; then
      last=$elapsed
      printf '[%4d s] building (log: %s)\n' "$elapsed" "$log" >&2
    fi
  done
  [ -t 2 ] && printf '\r\033[K' >&2
  if ! wait "$watched_process"; then
    tail -n "$lines" "$log" >&2
    fail "$failure; the whole story is in $log."
  fi
  trap - INT TERM
}
