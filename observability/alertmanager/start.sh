#!/bin/sh
# start.sh TEMPLATE RESULT PROGRAM...: writes the configuration with what the environment says, and runs the program.
#
#   ALERTS_SMTP_HOST        host:port of the server that takes mails
#   ALERTS_SMTP_USER, ALERTS_SMTP_PASSWORD   who we are to it; empty: nobody
#   ALERTS_SMTP_TLS         true or false: whether it must speak TLS (true)
#   ALERTS_FROM             who the mails are from
#   ALERTS_PAGE_TO, ALERTS_TICKET_TO         who gets them
#   ALERTS_PAGE_URL         where pages are posted as well; empty: nowhere
set -eu

template=$1
result=$2
shift 2

for name in ALERTS_SMTP_HOST ALERTS_FROM ALERTS_PAGE_TO ALERTS_TICKET_TO; do
  eval "value=\${$name:-}"
  [ -n "$value" ] || { echo "alertmanager can't start: $name is not set, so alerts would reach nobody." >&2; exit 2; }
done
export ALERTS_SMTP_TLS="${ALERTS_SMTP_TLS:-true}"

# A password is in it.
umask 077
awk '
  /# only with a page URL$/ && ENVIRON["ALERTS_PAGE_URL"] == "" { next }
  {
    line = $0
    while (match(line, /[$][{][A-Z_]+[}]/)) {
      value = ENVIRON[substr(line, RSTART + 2, RLENGTH - 3)]
      gsub(/\047/, "\047\047", value)
      printf "%s%s", substr(line, 1, RSTART - 1), value
      line = substr(line, RSTART + RLENGTH)
    }
    print line
  }
' "$template" >"$result"

exec "$@"
